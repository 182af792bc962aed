import { type Minor, minor } from '#core/money/index.ts'
import { type Pace, shouldBe } from './pace.ts'

/** Where one should be, as a range: earlier periods differ, and nobody is behind for a day's invoice. */
export type ShouldBe = { readonly amount: Minor; readonly low: Minor; readonly high: Minor }

/** At least this much of the target lies on either side, however alike earlier periods were. */
const leastMargin = 0.01
/** Without history nothing is known of how uneven periods are: a tenth of the target on either side while it runs. */
const marginWithoutHistory = 0.1

/** From the lowest to the highest share billed by this point in earlier periods, times the target. */
export function shouldBeRange(target: Minor, pace: Pace): ShouldBe {
  const amount = shouldBe(target, pace)
  const under = pace.spread ? pace.share - pace.spread.low : unknown(pace.share)
  const over = pace.spread ? pace.spread.high - pace.share : unknown(pace.share)
  return {
    amount,
    low: minor(Math.round(amount - target * Math.max(under, leastMargin))),
    high: minor(Math.round(amount + target * Math.max(over, leastMargin))),
  }
}

export function standingOf(billed: Minor, should: ShouldBe): 'ahead' | 'on_track' | 'behind' {
  if (billed > should.high) return 'ahead'
  return billed < should.low ? 'behind' : 'on_track'
}

/** A period not begun or over is certain. */
function unknown(share: number): number {
  return share <= 0 || share >= 1 ? 0 : marginWithoutHistory
}
