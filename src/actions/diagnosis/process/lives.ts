import type { Context } from '../../action.ts'
import type { AccountBilling } from '#core/diagnosis/process/index.ts'
import { accountSlices, type AccountSlices } from '#db/diagnosis/process.ts'
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
  const lives = livesOver(await calendarOf(context.db, today), asks.period)
  if (!lives) return { of, lives, accounts: [] }
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
