/** How few orders still have a shape from which one can stand out. */
const fewest = 20
/** An order counts as one-off only if it also is this much of what its side billed. */
const leastShare = 0.02

/** How the orders of both sides are spread, those above zero: quartiles of the logarithms of what they came to. */
export type OrderShape = {
  readonly orders: number
  readonly low: number
  readonly high: number
  readonly total: number
  readonly largest: number
}

/**
 * From which size on an order is too large to be the rule, or undefined where none is: far outside on the scale of
 * logarithms (above the upper quartile by three times the quartiles' distance), and big enough to matter.
 * @see Tukey 1977, Exploratory Data Analysis, chapter 2 ("far out")
 */
export function largeOrder({ orders, low, high, total, largest }: OrderShape): number | undefined {
  if (orders < fewest) return undefined
  const limit = Math.max(Math.exp(high + 3 * (high - low)), leastShare * total)
  return largest > limit ? limit : undefined
}
