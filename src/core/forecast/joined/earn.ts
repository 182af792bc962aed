import type { Day } from '#core/calendar/index.ts'
import { studentQuantile } from '#core/stats/index.ts'
import { type PartsRow, seriesAlone, stackedWeights, type Weights } from './weights.ts'

/** A forecast published at a past month end, with its parts kept apart, beside what was billed since. */
export type PastParts = {
  readonly origin: Day
  readonly months: readonly PastMonth[]
}
export type PastMonth = {
  readonly to: Day
  /** 1 is the first month ahead. */
  readonly ahead: number
  /** Of the company. */
  readonly whole: PartsAndActual
  /** Of everybody who was in that forecast. */
  readonly people: readonly PartsAndActual[]
}
export type PartsAndActual = Omit<PartsRow, 'weight'>

/** What months ahead of one kind earned: the near three, in which open deals close, or the later ones. */
export type Earned = {
  readonly joined: boolean
  readonly why: 'better' | 'not_surely_better' | 'too_few_cuts'
  /** As learnt from all past month ends; the series alone where nothing was earned. */
  readonly weights: Weights
  /** Month ends on record, those that could be scored with weights learnt before them, and how many it takes. */
  readonly cuts: number
  readonly scored: number
  readonly needed: number
  /** Squared error of the joined over that of the series alone, on the month ends scored. */
  readonly ratio: number | null
}

/** Month ends that weights are learnt from at least, before they are tried on another. */
const fewestToLearn = 6
/** Month ends that they are tried on at least. */
const fewestScored = { near: 6, far: 12 }
const monthsAhead = { near: [1, 3], far: [4, 12] } as const
/** Less than this share of the error is not worth joining for. */
const worthwhile = 0.02

/** What a month so far ahead has earned; 1 is the first month ahead. */
export function earnedAt<One>(ahead: number, of: { readonly near: One; readonly far: One }): One {
  return ahead <= monthsAhead.near[1] ? of.near : of.far
}

/**
 * Weights are earned where, learnt at each month end from those that were over by then, they would have foretold the
 * next months surely better than the series alone: one-sided at 5 %, errors of months that overlap taken together.
 * @param past  ascending by origin, with the months that are over
 * @see Dawid 1984, J. R. Stat. Soc. A 147 (each tried on what came later); Diebold & Mariano 1995, J. Bus. Econ. Stat. 13;
 *      Harvey, Leybourne & Newbold 1997, Int. J. Forecasting 13 (few forecasts); Newey & West 1987, Econometrica 55
 */
export function earnWeights(past: readonly PastParts[], band: 'near' | 'far'): Earned {
  const [first, last] = monthsAhead[band]
  const own = past
    .map(({ origin, months }) => ({
      origin,
      months: months.filter(({ ahead }) => first <= ahead && ahead <= last),
    }))
    .filter(({ months }) => months.length > 0)
  const tried = own.flatMap(cut => {
    const before = knownBy(own, cut.origin)
    if (before.length < fewestToLearn) return []
    const scale = scaleOf(before)
    const rows = rowsOf([cut], scale)
    const weights = stackedWeights(rowsOf(before, scale), before.length)
    return [{ series: lossOf(rows, seriesAlone), joined: lossOf(rows, weights) }]
  })
  const told = { cuts: own.length, scored: tried.length, needed: fewestScored[band] }
  if (tried.length < told.needed)
    return { ...told, joined: false, why: 'too_few_cuts', weights: seriesAlone, ratio: null }
  const sum = (of: 'series' | 'joined') => tried.reduce((all, one) => all + one[of], 0)
  const ratio = sum('series') > 0 ? sum('joined') / sum('series') : 1
  const gains = tried.map(({ series, joined }) => series - joined)
  const joined = ratio < 1 - worthwhile && surelyAbove(gains, last - first)
  return {
    ...told,
    joined,
    why: joined ? 'better' : 'not_surely_better',
    weights: joined ? stackedWeights(rowsOf(own, scaleOf(own)), own.length) : seriesAlone,
    ratio,
  }
}

/** Earlier forecasts with those of their months that were over on a day. */
function knownBy(past: readonly PastParts[], day: Day): PastParts[] {
  return past.flatMap(({ origin, months }) => {
    const known = months.filter(({ to }) => to <= day)
    return origin < day && known.length > 0 ? [{ origin, months: known }] : []
  })
}

/** The company's errors and those of its people, all together, have the same say. */
type Scale = { whole: number; people: number }
function scaleOf(past: readonly PastParts[]): Scale {
  let [whole, people] = [0, 0]
  for (const { months } of past) {
    for (const month of months) {
      whole += (month.whole.actual - month.whole.series) ** 2
      for (const row of month.people) people += (row.actual - row.series) ** 2
    }
  }
  return { whole: whole > 0 ? 1 / whole : 0, people: people > 0 ? 1 / people : 0 }
}

function rowsOf(past: readonly PastParts[], scale: Scale): PartsRow[] {
  return past.flatMap(({ months }) =>
    months.flatMap(({ whole, people }) => [
      { ...whole, weight: scale.whole },
      ...people.map(row => ({ ...row, weight: scale.people })),
    ]),
  )
}

function lossOf(rows: readonly PartsRow[], by: Weights): number {
  return rows.reduce((sum, row) => sum + row.weight * (row.actual - joinedOf(row, by)) ** 2, 0)
}

export function joinedOf(parts: Omit<PartsAndActual, 'actual'>, by: Weights): number {
  return by.series * parts.series + by.open * parts.open + by.notYetSeen * parts.notYetSeen
}

/** Whether a mean is above zero for sure, one-sided at 5 %, neighbours up to `lag` apart being alike. */
function surelyAbove(values: readonly number[], lag: number): boolean {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value / n, 0)
  const reach = Math.min(lag, n - 1)
  let variance = 0
  for (let k = 0; k <= reach; k++) {
    let product = 0
    for (let i = k; i < n; i++) product += ((values[i]! - mean) * (values[i - k]! - mean)) / n
    variance += (k === 0 ? 1 : 2 * (1 - k / (reach + 1))) * product
  }
  const few = (n + 1 - 2 * (reach + 1) + (reach * (reach + 1)) / n) / n
  if (!(variance > 0) || !(few > 0)) return false
  return mean > (studentQuantile(0.95, n - 1) * Math.sqrt(variance / n)) / Math.sqrt(few)
}
