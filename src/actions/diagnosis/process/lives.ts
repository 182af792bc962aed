import type { Context } from '../../action.ts'
import type { AccountBilling } from '#core/diagnosis/process/index.ts'
import { accountSlices, type AccountSlices } from '#db/diagnosis/process.ts'
import { baseSums } from '#db/figures/sums.ts'
import type { Whose } from '#db/figures/whose.ts'
import { calendarOf } from '../../asked/calendar.ts'
import { type Lives, livesOver, ordersFrom } from './periods.ts'
import { walkedBy } from './subject.ts'

export type Asks = { subject: string; period: 'month' | 'quarter' | 'year' }
type Gathered = {
  readonly of: Awaited<ReturnType<typeof walkedBy>>
  readonly lives: Lives | null
  readonly accounts: readonly (AccountSlices & AccountBilling)[]
}

/** What the asked person's or team's accounts were billed, cut as their lives are judged. */
export async function gathered(context: Context, asks: Asks): Promise<Gathered> {
  const of = await walkedBy(context, asks.subject)
  const { today } = context.actor
  const all = livesOver(await calendarOf(context.db, today), asks.period)
  if (!all) return { of, lives: all, accounts: [] }
  const lives = of.sum ? await toldOf(context, of.subject.whose, all) : all
  const { slices, sliceOf } = lives
  const accounts = await accountSlices(context.db, { whose: of.whose, slices, ordersFrom: ordersFrom(today) })
  return {
    of,
    lives,
    accounts: accounts.map(account => ({
      ...account,
      firstSlice: account.firstDay && sliceOf(account.firstDay),
    })),
  }
}

/**
 * Of a team whose bare total one sees what figures tell of it, and no more: the latest periods in a row in each of which
 * four people billed, and the two years where they did in both.
 */
async function toldOf({ db }: Context, whose: Whose, lives: Lives): Promise<Lives> {
  const { periods, years } = lives
  const ranges = [...periods, ...(years ? [years.before, years.last] : [])].map(({ from, to }) => ({
    from,
    to,
  }))
  const sums = await baseSums(db, { whose, ranges, by: 'none', narrowed: {}, distinct: false, root: null })
  const told = new Set(sums.map(({ range }) => range))
  const silent = periods.findLastIndex((_, at) => !told.has(at))
  const both = told.has(periods.length) && told.has(periods.length + 1)
  return { ...lives, periods: periods.slice(silent + 1), years: both ? years : null }
}
