import { normalQuantile } from '#core/stats/index.ts'
import type { Cut } from './backtest.ts'
import { fewestDecided } from './stages.ts'

/** Whether stages told more than age did, where both were said. */
export type StageProof = {
  readonly used: boolean
  readonly why: 'better' | 'not_surely_better' | 'too_few_seen'
  /** Month ends and deals of which chances by stage have come due, and how many chances that were. */
  readonly cuts: number
  readonly deals: number
  readonly foretold: number
  readonly brierByStage: number | null
  readonly brierByAge: number | null
}

/** Month ends: a quarter's worth, or one quarter-end would decide. */
const fewestCuts = 3
/** Deals: gains are lopsided, and the normal law of their sum needs some dozens. */
const fewestDeals = 50
/** What it takes before stages can prove themselves. */
export const stagesNeed = { decided: fewestDecided, cuts: fewestCuts, deals: fewestDeals }
/** Less than this share of the score is not worth another way of reckoning. */
const worthwhile = 0.01

/**
 * Stages are used where they would have been surely better before: Brier's score by stage against that by age, deal by
 * deal, each deal's month ends together, because they share its fate; one-sided at 5 %, and by
 * a hundredth of the score at least.
 * @see Diebold & Mariano 1995, J. Bus. Econ. Stat. 13 (paired losses); Liang & Zeger 1986, Biometrika 73 (clusters)
 */
export function proveStages(cuts: readonly Cut[]): StageProof {
  const both = cuts.filter(({ said }) => said.some(({ byStage }) => byStage !== null))
  const losses = both.flatMap(({ said }) =>
    said.flatMap(({ id, byAge, byStage, came }) => {
      if (byStage === null) return []
      const it = came ? 1 : 0
      return [{ id, byAge: (byAge - it) ** 2, byStage: (byStage - it) ** 2 }]
    }),
  )
  const gains = [...Map.groupBy(losses, ({ id }) => id).values()].map(own =>
    own.reduce((sum, { byAge, byStage }) => sum + byAge - byStage, 0),
  )
  const told = { cuts: both.length, deals: gains.length, foretold: losses.length }
  if (both.length < fewestCuts || gains.length < fewestDeals)
    return { ...told, used: false, why: 'too_few_seen', brierByStage: null, brierByAge: null }
  const gain = gains.reduce((sum, value) => sum + value, 0)
  const error = Math.sqrt(gains.reduce((sum, value) => sum + value * value, 0))
  const mean = (of: 'byAge' | 'byStage') => losses.reduce((sum, one) => sum + one[of], 0) / losses.length
  const used = gain > normalQuantile(0.95) * error && mean('byStage') < (1 - worthwhile) * mean('byAge')
  return {
    ...told,
    used,
    why: used ? 'better' : 'not_surely_better',
    brierByStage: mean('byStage'),
    brierByAge: mean('byAge'),
  }
}
