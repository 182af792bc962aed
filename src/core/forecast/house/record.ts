import { type Day, toNumber } from '#core/calendar/index.ts'
import { overlappingMean } from '#core/stats/index.ts'

/** One forecast whose period is over. */
export type Scored = {
  /** First day of its period, which says how much of it another one shares. */
  readonly from: Day
  readonly mean: number
  readonly actual: number
  /** What the same months brought a year before; absent without a year. */
  readonly naive: number | null
  readonly range50: readonly [number, number] | null
  readonly range80: readonly [number, number] | null
  readonly range95: readonly [number, number] | null
}

export type Hit = { level: 50 | 80 | 95; within: number; of: number }

export type TrackRecord = {
  readonly count: number
  /** Sum of what was off over the sum of what was billed. */
  readonly error: number | null
  /** Skill over the year before: 1 is never off, 0 no better than it, below 0 worse; absent without years before. */
  readonly skill: number | null
  readonly hits: Hit[]
  readonly bias: Share
}

/** A mean as a share of what is usually billed, with its 95 % interval; `sure` where that leaves out nothing. */
export type Share =
  | { readonly share: number; readonly low: number; readonly high: number; readonly sure: boolean }
  | { readonly none: 'too_few'; readonly need: number }

/** From so many scored periods on a lean to one side is more than luck could easily be. */
const fewestForBias = 6

/**
 * How forecasts fared. Errors are weighed by amounts (a month of much billing counts for more), because shares of
 * single months run away where little was billed.
 * @param scored  one of each period
 * @param reach   months that one error builds up over: as many as a sum has, or as a month was ahead
 * @see Kolassa & Schütz 2007, Foresight 6 (MAD/mean); Murphy 1988, Monthly Weather Review 116 (skill)
 */
export function recordOf(scored: readonly Scored[], reach = 1): TrackRecord {
  const billed = scored.reduce((sum, { actual }) => sum + Math.abs(actual), 0)
  const off = scored.reduce((sum, { mean, actual }) => sum + Math.abs(mean - actual), 0)
  return {
    count: scored.length,
    error: billed === 0 ? null : off / billed,
    skill: skillOf(scored),
    hits: ([50, 80, 95] as const).flatMap(level => hitsOf(scored, level)),
    bias: shareOf(
      scored.map(({ from, mean, actual }) => ({ from, amount: mean - actual, actual })),
      reach,
    ),
  }
}

function skillOf(scored: readonly Scored[]): number | null {
  const beside = scored.filter(({ naive }) => naive !== null)
  const naive = beside.reduce((sum, one) => sum + Math.abs(one.naive! - one.actual), 0)
  const own = beside.reduce((sum, one) => sum + Math.abs(one.mean - one.actual), 0)
  return naive === 0 ? null : 1 - own / naive
}

function hitsOf(scored: readonly Scored[], level: Hit['level']): Hit[] {
  const ranges = scored.flatMap(one => {
    const range = one[`range${level}`]
    return range ? [{ range, actual: one.actual }] : []
  })
  if (ranges.length === 0) return []
  const within = ranges.filter(({ range: [low, high], actual }) => low <= actual && actual <= high).length
  return [{ level, within, of: ranges.length }]
}

/**
 * Mean of amounts over mean billing, with its interval over the periods at 95 %. Of errors it is the bias: above 0 is too
 * high. Errors that build up over several months share all those that both lived through: a sum of three months and the
 * one that begins a month later are two thirds alike. Where months lean on each other less than that the interval is
 * rather too wide, so that what is called sure is not chance in more than one of twenty.
 */
export function shareOf(
  periods: readonly { readonly from: Day; readonly amount: number; readonly actual: number }[],
  reach = 1,
): Share {
  const n = periods.length
  const usual = periods.reduce((sum, { actual }) => sum + actual / n, 0)
  if (n < fewestForBias || usual <= 0) return { none: 'too_few', need: fewestForBias }
  const begun = periods.map(({ from }) => toNumber(from))
  const alike = (one: number, other: number) =>
    Math.max(0, 1 - monthsIn(Math.abs(begun[one]! - begun[other]!)) / reach)
  const found = overlappingMean(
    periods.map(({ amount }) => amount / usual),
    { alike, confidence: 0.95 },
  )
  if (!found) return { none: 'too_few', need: fewestForBias }
  const { mean: share, low, high } = found
  return { share, low, high, sure: low > 0 || high < 0 }
}

/** Fiscal months are of 28 to 35 days; a year has twelve. */
function monthsIn(days: number): number {
  return Math.round((days * 12) / 365.25)
}
