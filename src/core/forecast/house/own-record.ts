import type { Day } from '#core/calendar/index.ts'
import { recordOf, type Scored, type Share, shareOf, type TrackRecord } from './record.ts'

/** What somebody said of a quarter that is over, as it stood when so many of its months were still to come. */
export type OwnScore = {
  /** First day of the quarter. */
  readonly from: Day
  readonly ahead: number
  readonly commit: number
  readonly likely: number
  readonly best: number
  /** What somebody above put beside it. */
  readonly adjusted: number | null
  readonly model: number | null
  /** The same quarter a year before. */
  readonly naive: number | null
  readonly actual: number
}

export type OwnRecord = {
  readonly ahead: number
  /** Of what was likely. */
  readonly record: TrackRecord
  /** How often it came to something between commit and best. */
  readonly between: number
  /** The model's error over the same quarters; absent where it said nothing of one. */
  readonly model: number | null
  readonly beside: Beside | null
}

/** What an adjustment did, over the quarters that had one. */
export type Beside = {
  readonly count: number
  /** In so many quarters it was nearer than the number it stood beside. */
  readonly nearer: number
  readonly without: number | null
  readonly with: number | null
  /** By how much of what was billed the error became smaller. */
  readonly gain: Share
}

/**
 * How people's own numbers fared, by how much of the quarter was still to come. When inside a quarter an order came
 * plays no part: only what the whole quarter came to.
 */
export function ownRecords(scores: readonly OwnScore[]): OwnRecord[] {
  const byAhead = Map.groupBy(scores, ({ ahead }) => ahead)
  return [...byAhead]
    .toSorted(([a], [b]) => b - a)
    .map(([ahead, own]) => ({
      ahead,
      record: recordOf(own.map(score => scoredAs(score, score.likely))),
      between: own.filter(({ commit, best, actual }) => commit <= actual && actual <= best).length,
      model: own.every(({ model }) => model !== null)
        ? recordOf(own.map(score => scoredAs(score, score.model!))).error
        : null,
      beside: besideOf(own),
    }))
}

/**
 * Whether adjusting helped: errors with and without, of the same quarters, and their paired difference.
 * @see Fildes, Goodwin, Lawrence & Nikolopoulos 2009, Int. J. Forecasting 25 (judgement on top of forecasts)
 */
export function besideOf(scores: readonly OwnScore[]): Beside | null {
  const own = scores.filter(({ adjusted }) => adjusted !== null)
  if (own.length === 0) return null
  const gains = own.map(({ from, likely, adjusted, actual }) => ({
    from,
    amount: Math.abs(likely - actual) - Math.abs(adjusted! - actual),
    actual,
  }))
  return {
    count: own.length,
    nearer: gains.filter(({ amount }) => amount > 0).length,
    without: recordOf(own.map(score => scoredAs(score, score.likely))).error,
    with: recordOf(own.map(score => scoredAs(score, score.adjusted!))).error,
    gain: shareOf(gains),
  }
}

const scoredAs = ({ from, actual, naive }: OwnScore, mean: number): Scored => ({
  from,
  mean,
  actual,
  naive,
  range50: null,
  range80: null,
  range95: null,
})
