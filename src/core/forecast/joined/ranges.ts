import { quantileOfSorted, seeded } from '#core/stats/index.ts'
import type { DealDraws } from '../deals/index.ts'
import { quantiles } from '../house/base.ts'
import type { NodeValue } from '../house/run.ts'
import { monthsAhead } from '../house/spans.ts'
import { type Earned, earnedAt } from './earn.ts'
import type { Weights } from './weights.ts'

export type Told = {
  /** The series' own ranges. */
  readonly values: readonly NodeValue[]
  /** Joined, of each month. */
  readonly means: Float64Array
  readonly weights: readonly Weights[]
  readonly draws: DealDraws | undefined
  readonly soFar: number
  readonly seed: number
}

/** Past month ends that a width counts as unchanged from the start. */
const priorCuts = 6

/**
 * Ranges of joined months and sums, simulated: a future of the series and a future of the deals, weighed, many times.
 * As the series' past errors hold the deals' luck already, such futures lie too far apart: the company's are drawn in or
 * out to what the joined forecast erred by in the backtest, and everybody's by the same factor.
 * @param by  the backtest, for the company; its factors, for anybody else
 */
export function joinedRanges(
  told: Told,
  by: { near: Earned; far: Earned } | { scale: readonly number[] },
): { values: NodeValue[]; scale: number[] } {
  const scale: number[] = []
  const values = told.values.map((value, s) => {
    const mean = told.means.slice(value.from - 1, value.to).reduce((sum, one) => sum + one, 0)
    const errors = futures(told, value)
    const width = quantileOfSorted(errors, 0.9) - quantileOfSorted(errors, 0.1)
    const factor = 'scale' in by ? by.scale[s]! : width > 0 ? wanted(value, by) / width : 1
    scale.push(factor)
    const least = Math.min(mean, value.from === 1 ? Math.max(0, told.soFar) : 0)
    const range = (level: number): readonly [number, number] => [
      Math.round(
        Math.min(mean, Math.max(least, mean + factor * quantileOfSorted(errors, 0.5 - level / 200))),
      ),
      Math.round(Math.max(mean, mean + factor * quantileOfSorted(errors, 0.5 + level / 200))),
    ]
    return { ...value, mean, range50: range(50), range80: range(80), range95: range(95) }
  })
  return { values, scale }
}

export const widthOf = ({ range80: [low, high] }: NodeValue) => high - low

/** The series' width times what joining took off its error; months that nothing was earned for keep theirs. */
function wanted(value: NodeValue, by: { near: Earned; far: Earned }): number {
  const months = value.to - value.from + 1
  let share = 0
  for (let h = value.from; h <= value.to; h++) {
    const { joined, ratio, scored } = earnedAt(h, by)
    const kept = joined && ratio !== null ? (scored * ratio + priorCuts) / (scored + priorCuts) : 1
    share += Math.sqrt(kept) / months
  }
  return widthOf(value) * share
}

/** How far joined futures lie from their mean, ascending. */
function futures(told: Told, value: NodeValue): Float64Array {
  const { draws, weights } = told
  const random = seeded(told.seed * 31 + value.to * 13 + value.from)
  const count = draws ? draws.open.length / monthsAhead : 500
  const deals = new Float64Array(count)
  let bySeries = 0
  for (let h = value.from - 1; h < value.to; h++) {
    const own = weights[h]!
    bySeries += own.series / (value.to - value.from + 1)
    if (!draws) continue
    for (let i = 0; i < count; i++)
      deals[i]! +=
        own.open * draws.open[i * monthsAhead + h]! + own.notYetSeen * draws.notYetSeen[i * monthsAhead + h]!
  }
  const mean = deals.reduce((sum, one) => sum + one / count, 0)
  return deals.map(one => one - mean + bySeries * errorAt(value, random.uniform())).sort()
}

/** The series' error that is not exceeded with a probability, along its published ranges, straight in between. */
function errorAt({ mean, range50, range80, range95 }: NodeValue, probability: number): number {
  const at = [range95[0], range80[0], range50[0], range50[1], range80[1], range95[1]].map(
    bound => bound - mean,
  )
  let piece = 0
  while (piece < quantiles.length - 2 && probability > quantiles[piece + 1]!) piece++
  const part = (probability - quantiles[piece]!) / (quantiles[piece + 1]! - quantiles[piece]!)
  return at[piece]! + part * (at[piece + 1]! - at[piece]!)
}
