import { quantile } from '#core/stats/index.ts'

/** How few orders still have a shape from which one can stand out. */
const fewest = 20
/** An order counts as one-off only if it also is this much of what its side billed. */
const leastShare = 0.02

/**
 * From which size on an order is too large to be the rule, or undefined where none is: far outside on the scale of
 * logarithms (above the upper quartile by three times the quartiles' distance), and big enough to matter.
 * @param sizes  what each order of both sides billed, minor units; those not above zero are no orders
 * @see Tukey 1977, Exploratory Data Analysis, chapter 2 ("far out")
 */
export function largeOrder(sizes: readonly number[]): number | undefined {
  const logs = sizes.filter(size => size > 0).map(Math.log)
  if (logs.length < fewest) return undefined
  const [low, high] = [quantile(logs, 0.25)!, quantile(logs, 0.75)!]
  const total = sizes.reduce((sum, size) => sum + Math.max(size, 0), 0)
  const limit = Math.max(Math.exp(high + 3 * (high - low)), leastShare * total)
  return sizes.some(size => size > limit) ? limit : undefined
}
