import { type Minor, minor } from '#core/money/index.ts'
import { type Pace, shouldBe } from './pace.ts'

/** Where one should be, as a range: earlier periods differ, and nobody is behind for a day's invoice. */
export type ShouldBe = { readonly amount: Minor; readonly low: Minor; readonly high: Minor }

/** A quota, and how much of its period is usually billed before the range begins (null: nothing) and by its end (null: all). */
export type PacedQuota = { readonly quota: Minor; readonly before: Pace | null; readonly by: Pace | null }

/** At least this much of the target lies on either side, however alike earlier periods were. */
const leastMargin = 0.01
/** Without history nothing is known of how uneven periods are: a tenth of the target on either side while it runs. */
const marginWithoutHistory = 0.1

/**
 * Over one quota or several, from the lowest to the highest share billed in earlier periods: each counts with what is usually billed of its period within the range, so that
 * ranges one after the other come to their whole to the last minor unit, and a whole period that is over to its quota.
 */
export function shouldBeOver(parts: readonly PacedQuota[]): ShouldBe {
  let [amount, under, over, all] = [0, 0, 0, 0]
  for (const { quota, before, by } of parts) {
    amount += (by ? shouldBe(quota, by) : quota) - (before ? shouldBe(quota, before) : 0)
    under += quota * ((by ? marginOf(by).under : 0) + (before ? marginOf(before).over : 0))
    over += quota * ((by ? marginOf(by).over : 0) + (before ? marginOf(before).under : 0))
    all += quota
  }
  return {
    amount: minor(amount),
    low: minor(Math.round(amount - Math.max(under, all * leastMargin))),
    high: minor(Math.round(amount + Math.max(over, all * leastMargin))),
  }
}

export function standingOf(billed: Minor, should: ShouldBe): 'ahead' | 'on_track' | 'behind' {
  if (billed > should.high) return 'ahead'
  return billed < should.low ? 'behind' : 'on_track'
}

/** How far earlier periods lay under and over the usual share; a period not begun or over is certain. */
function marginOf({ share, spread }: Pace): { under: number; over: number } {
  if (spread) return { under: share - spread.low, over: spread.high - share }
  const unknown = share <= 0 || share >= 1 ? 0 : marginWithoutHistory
  return { under: unknown, over: unknown }
}
