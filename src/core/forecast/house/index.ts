export { type Base, historyOf, optionsOf } from './base.ts'
export {
  type Billed,
  growTrees,
  type HouseFacts,
  type HouseNode,
  type NodeKind,
  type Seller,
} from './facts.ts'
export { landing } from './landing.ts'
export { type Counted, countedOf, type Told } from './counted.ts'
export { type BilledDays, knownTo, weeksSeen } from './known.ts'
export { forecastMonths, type ForecastMonths } from './months.ts'
export { actualsOf, seasonalNaive } from './closing.ts'
export { besideOf, type OwnScore, ownRecords } from './own-record.ts'
export { type Odds, oddsOf } from './reach.ts'
export { type Hit, recordOf, type Scored, type TrackRecord } from './record.ts'
export {
  baseAt,
  type Common,
  commonTo,
  forecastHouse,
  type HouseForecast,
  type NodeForecast,
  type NodeValue,
} from './run.ts'
