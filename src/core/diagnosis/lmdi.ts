/** A product of factors at one place (a product line) on both sides; every number above zero. */
export type FactorPair = { readonly before: readonly number[]; readonly after: readonly number[] }

/**
 * What each factor contributes to the change of a sum of products: the effects sum to the change exactly, and
 * turning time round turns every sign round.
 * @param cells  one a place, with the same factors in the same order; all above zero
 * @returns one effect a factor, in the unit of the products
 * @throws RangeError for a factor that is not above zero
 * @see Ang 2005, Energy Policy 33: additive LMDI-I
 */
export function lmdi(cells: readonly FactorPair[]): Float64Array {
  const effects = new Float64Array(cells[0]?.before.length ?? 0)
  for (const { before, after } of cells) {
    if (![...before, ...after].every(factor => factor > 0 && Number.isFinite(factor))) {
      throw new RangeError('logarithms are taken of every factor: each has to be above zero')
    }
    const weight = logMean(product(after), product(before))
    for (const [i, factor] of after.entries()) effects[i]! += weight * Math.log(factor / before[i]!)
  }
  return effects
}

/** (a − b) / (ln a − ln b), and a itself where they are the same. */
export function logMean(a: number, b: number): number {
  const difference = (a - b) / b
  // the quotient loses its digits where a and b are near: its series has them
  if (Math.abs(difference) < 1e-4)
    return b * (1 + difference / 2 - difference ** 2 / 12 + difference ** 3 / 24)
  return (a - b) / Math.log(a / b)
}

function product(factors: readonly number[]): number {
  return factors.reduce((all, factor) => all * factor, 1)
}
