/**
 * Whole numbers that sum to `total`, each within one of its exact part (largest remainder, Hamilton's method); a tie
 * goes to the earlier one. Unlike a split by weights, the parts may have either sign.
 * @param total  whole
 * @param parts  finite, summing to `total` but for rounding; one at least
 */
export function wholeParts(total: number, parts: ArrayLike<number>): number[] {
  const below = Array.from(parts, Math.floor)
  const missing = total - below.reduce((sum, part) => sum + part, 0)
  const byRest = below
    .map((_, i) => i)
    .sort((a, b) => parts[b]! - below[b]! - (parts[a]! - below[a]!) || a - b)
  // rounding of the parts can leave one more than there are parts, or one too few: the circle is then walked again
  for (let i = 0; i < Math.abs(missing); i++) {
    const place = missing > 0 ? i % byRest.length : byRest.length - 1 - (i % byRest.length)
    below[byRest[place]!]! += Math.sign(missing)
  }
  return below.map(part => (part === 0 ? 0 : part))
}
