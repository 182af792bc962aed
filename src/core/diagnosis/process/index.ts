export { type Closing, closing } from './closing.ts'
export { type GoingBack, goingBack } from './going-back.ts'
export { type History, historyOf } from './history.ts'
export { type StageOnMap, stagesOnMap, type Travelled, travelled } from './map.ts'
export type { Exports, Trail, Visit } from './visits.ts'
export {
  type AccountBilling,
  type AccountMap,
  accountMap,
  type AccountState,
  type LifePeriod,
  netIn,
  stateIn,
} from './account-states.ts'
export {
  type Activities,
  effortByPeriod,
  type Keeping,
  keeping,
  type OrderWait,
  secondOrder,
} from './keeping.ts'
