export { expectedByForecast, expectedByGrowth, type Expectation, type Foretold } from './expectation.ts'
export { billed, type Cell, gapSteps, type Side, type Step, type StepKey } from './gap.ts'
export { telling } from './telling.ts'
export { stepMeanings } from './meanings.ts'
export { largeOrder, type OrderShape } from './large-orders.ts'
export { type Funnel, funnel, type FunnelPoint, type NamedGroup, type NoFunnel } from './funnel.ts'
export { type Spread, spreadInterval } from './variance-interval.ts'
export { type NoVariance, varianceParts, type VarianceParts } from './variance.ts'
export type { Attained } from './crossed.ts'
export { type Grouping, type Verdict, verdict } from './verdict.ts'
export {
  type ClosedDeal,
  lossReasons,
  type NoSizes,
  winByCompetitor,
  winBySize,
  wonShare,
} from './deal-size.ts'
export { type Discounts, discounts, type PricePair } from './discounts.ts'
export { type Finding, findings } from './findings.ts'
export { type Part, partsAgainst } from './parts.ts'
export { expectedSentence, findingSentence, quotasSentence } from './sentences.ts'
export { passedShare } from './passed-share.ts'
export { type Held, type TreePart, treeParts } from './tree-parts.ts'
