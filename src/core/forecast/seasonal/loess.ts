/**
 * Local lines through evenly spaced values: at each place a line fitted to its nearest `window` values with tricube
 * weights. A window longer than the values is widened as in Cleveland's own program.
 * @param window  odd
 * @see Cleveland 1979, J. Am. Stat. Assoc. 74
 */
export function loess(values: Float64Array, of: { window: number; weights?: Float64Array }): Float64Array {
  const n = values.length
  const width = Math.min(of.window, n)
  const wider = of.window > n ? (of.window - n) / 2 : 0
  const out = new Float64Array(n)
  for (let at = 0; at < n; at++) {
    const first = Math.max(0, Math.min(at - ((width - 1) >> 1), n - width))
    const reach = Math.max(at - first, first + width - 1 - at) + wider
    out[at] = line(values, { at, first, width, reach, weights: of.weights }) ?? values[at]!
  }
  return out
}

function line(
  values: Float64Array,
  of: { at: number; first: number; width: number; reach: number; weights: Float64Array | undefined },
): number | undefined {
  const { weights } = of
  let total = 0
  let sumX = 0
  let sumXX = 0
  let sumY = 0
  let sumXY = 0
  for (let t = of.first; t < of.first + of.width; t++) {
    const x = t - of.at
    const share = Math.abs(x) / of.reach
    if (share > 0.999) continue
    const fades = 1 - share * share * share
    const near = share < 0.001 ? 1 : fades * fades * fades
    const weight = weights === undefined ? near : near * weights[t]!
    total += weight
    sumX += weight * x
    sumXX += weight * x * x
    sumY += weight * values[t]!
    sumXY += weight * x * values[t]!
  }
  if (total <= 0) return undefined
  const spread = sumXX / total - (sumX / total) ** 2
  const level = sumY / total
  if (Math.sqrt(Math.max(spread, 0)) < 0.001 * (values.length - 1)) return level
  return level - ((sumX / total) * (sumXY / total - (sumX / total) * level)) / spread
}
