/**
 * A covariance as a diagonal plus a low rank: `diagonal[i]` on the diagonal and `factor · factorᵀ` everywhere,
 * where `factor` has one row a node and `rank` columns, row after row. No node × node matrix is ever made.
 */
export type Covariance = {
  readonly diagonal: Float64Array
  readonly factor: Float64Array
  readonly rank: number
  /** Weight of the diagonal, 0 … 1. */
  readonly shrinkage: number
}

/** Below this the diagonal would not carry a solution where there are more nodes than errors. */
const leastShrinkage = 1e-4

/**
 * Covariance of one-step errors, its correlations shrunk towards none.
 * @param errors  one array a node, aligned at their ends; those that are missing at the start count as zero
 * @throws RangeError without errors
 * @see Schäfer & Strimmer 2005, Stat. Appl. Genet. Mol. Biol. 4, target D; sums over pairs are taken by sums over
 * periods, so that the cost is nodes × periods², not nodes² × periods
 */
export function shrunkCovariance(errors: readonly ArrayLike<number>[]): Covariance {
  const nodes = errors.length
  const periods = errors.reduce((most, own) => Math.max(most, own.length), 0)
  if (nodes === 0 || periods < 2) throw new RangeError('a covariance needs two errors of one node at least')
  const spread = spreads(errors)
  const scaled = new Float64Array(nodes * periods)
  for (const [node, own] of errors.entries()) {
    const missing = periods - own.length
    for (let t = 0; t < own.length; t++) scaled[node * periods + missing + t] = own[t]! / spread[node]!
  }
  const shrinkage = Math.min(1, Math.max(leastShrinkage, bestShrinkage(scaled, nodes, periods)))
  const weight = Math.sqrt((1 - shrinkage) / periods)
  const diagonal = new Float64Array(nodes)
  for (let node = 0; node < nodes; node++) {
    let known = 0
    for (let t = 0; t < periods; t++) {
      const at = node * periods + t
      known += scaled[at]! ** 2
      scaled[at] = scaled[at]! * weight * spread[node]!
    }
    // what the missing errors leave of the node's variance
    const own = shrinkage + (1 - shrinkage) * Math.max(0, 1 - known / periods)
    diagonal[node] = own * spread[node]! ** 2
  }
  return { diagonal, factor: scaled, rank: periods, shrinkage }
}

/** Root mean square error of each node, above zero: a node that never erred is held, but not infinitely hard. */
function spreads(errors: readonly ArrayLike<number>[]): Float64Array {
  const squares = Float64Array.from(errors, own => {
    let sum = 0
    for (let t = 0; t < own.length; t++) sum += own[t]! ** 2
    return own.length === 0 ? 0 : sum / own.length
  })
  const typical = squares.reduce((sum, square) => sum + square, 0) / squares.length
  const least = typical === 0 ? 1 : typical * 1e-12
  return squares.map(square => Math.sqrt(Math.max(square, least)))
}

/** Σ var(r) / Σ r² over all pairs of different nodes. */
function bestShrinkage(scaled: Float64Array, nodes: number, periods: number): number {
  const gram = new Float64Array(periods * periods)
  const squares = new Float64Array(periods)
  let fourth = 0
  let ownSquares = 0
  for (let node = 0; node < nodes; node++) {
    const from = node * periods
    let own = 0
    for (let s = 0; s < periods; s++) {
      const x = scaled[from + s]!
      own += x * x
      squares[s]! += x * x
      fourth += x ** 4
      for (let t = 0; t <= s; t++) gram[s * periods + t]! += x * scaled[from + t]!
    }
    ownSquares += own * own
  }
  let products = -ownSquares
  for (let s = 0; s < periods; s++) {
    for (let t = 0; t <= s; t++) products += (s === t ? 1 : 2) * gram[s * periods + t]! ** 2
  }
  const productsOfSquares = squares.reduce((sum, square) => sum + square * square, -fourth)
  const variances = (productsOfSquares - products / periods) / (periods * (periods - 1))
  const correlations = products / periods ** 2
  return correlations > 0 ? variances / correlations : 1
}
