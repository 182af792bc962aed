import type { Action } from './action.ts'
import { diagnosisActions } from './diagnosis/index.ts'
import { effectsActions } from './effects/index.ts'
import { figuresActions } from './figures/index.ts'
import { forecastActions } from './forecast/index.ts'
import { ledgerActions } from './ledger/index.ts'
import { peopleActions } from './people/index.ts'
import { recipeActions } from './recipe/index.ts'

/** Everything that can be asked of Plumbline, each with its permission. */
export const actions = [
  ...peopleActions,
  ...ledgerActions,
  ...figuresActions,
  ...recipeActions,
  ...effectsActions,
  ...diagnosisActions,
  ...forecastActions,
] as unknown as readonly Action[]
