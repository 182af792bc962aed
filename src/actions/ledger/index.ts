import { accountActions } from './buyers.ts'
import { fileActions } from './files.ts'
import { importActions } from './imports.ts'
import { lineActions } from './lines.ts'

export const ledgerActions = [...fileActions, ...importActions, ...lineActions, ...accountActions]
