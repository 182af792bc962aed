import { buyingActions } from './buying.ts'
import { behindActions } from './behind.ts'
import { mapActions } from './map.ts'

export const processActions = [...mapActions, ...buyingActions, ...behindActions]
