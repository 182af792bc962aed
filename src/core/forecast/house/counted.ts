import { addDays, compareDays, type Day, daysBetween } from '#core/calendar/index.ts'
import type { Span } from '../history.ts'
import { monthsAhead } from './spans.ts'

/** A published forecast, as far as it matters for which of its words count. */
export type Told = {
  readonly id: string
  readonly origin: Day
  readonly replayed: boolean
  /** Later ones come after earlier ones of the same day. */
  readonly madeAt: number
  /** Its first two months. */
  readonly ahead: readonly { readonly from: Day; readonly to: Day }[]
}

/** One word that counts in the record: a span of a forecast, and how far ahead that was. */
export type Counted = {
  readonly id: string
  /** Of the forecast's own months. */
  readonly span: Span
  /** 1 is the month after the forecast's day, 0 the month under way; of a sum, how many months it has. */
  readonly months: number
  readonly sum: boolean
}

const sums = [3, 6, 9, 12]

/**
 * Which words of all that was published count: one for each period and each way ahead, however often a forecast was
 * made, for ten of one month are ten views of one outcome. A month is counted as it was told last before it began, and
 * last in each month before that. A sum counts where nothing of its first month was known. The month under way counts
 * apart, as it was told last in its first half: by its end a forecast of it is nearly a count. What was really published
 * comes before what was made afterwards.
 */
export function countedOf(all: readonly Told[]): Counted[] {
  const best = all.toSorted(
    (a, b) =>
      Number(a.replayed) - Number(b.replayed) || compareDays(b.origin, a.origin) || b.madeAt - a.madeAt,
  )
  return [
    ...firstOfEach(best, nextMonth).flatMap(one => {
      const skipped = Number(isUnderWay(one))
      return Array.from({ length: monthsAhead - skipped }, (_, at) => ({
        id: one.id,
        span: { from: at + 1 + skipped, to: at + 1 + skipped },
        months: at + 1,
        sum: false,
      }))
    }),
    ...firstOfEach(
      best.filter(one => isUnderWay(one) && isFirstHalf(one)),
      ({ ahead }) => ahead[0]?.from,
    ).map(({ id }) => ({ id, span: { from: 1, to: 1 }, months: 0, sum: false })),
    ...firstOfEach(
      best.filter(one => !isUnderWay(one)),
      nextMonth,
    ).flatMap(({ id }) => sums.map(to => ({ id, span: { from: 1, to }, months: to, sum: true }))),
  ]
}

function isUnderWay({ origin, ahead }: Told): boolean {
  return ahead[0] !== undefined && ahead[0].from <= origin
}

/** First day of the first month of which nothing was known. */
function nextMonth(one: Told): Day | undefined {
  return one.ahead[Number(isUnderWay(one))]?.from
}

function isFirstHalf({ origin, ahead }: Told): boolean {
  const { from, to } = ahead[0]!
  return 2 * (daysBetween(from, origin) + 1) <= daysBetween(from, addDays(to, 1))
}

function firstOfEach(all: readonly Told[], by: (one: Told) => Day | undefined): Told[] {
  const kept = new Map<Day, Told>()
  for (const one of all) {
    const key = by(one)
    if (key !== undefined && !kept.has(key)) kept.set(key, one)
  }
  return [...kept.values()]
}
