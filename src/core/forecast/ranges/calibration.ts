import { normalQuantile, quantile } from '#core/stats/index.ts'
import type { Scores } from './held-out.ts'

/** What ranges learn from alike series together. */
export type Calibration = {
  /** By horizon: how much wider the truth was than claimed. */
  readonly factors: Float64Array
  /** Standardised shocks of all, for histories with few of their own. */
  readonly shocks: Float64Array
  /** The middle one of the deviations around the mean, as a share of the mean; undefined without alike series. */
  readonly unevenness: number | undefined
}

/**
 * Factors by horizon that make the 80 % range hold 80 %, from errors over the deviations claimed for them. They follow
 * a power of the horizon, so that one horizon's luck does not make it, and are drawn to what is usual where few series
 * can tell.
 * @see Vovk, Gammerman & Shafer 2005, Algorithmic Learning in a Random World (conformal scores); Makridakis, Hibon,
 *      Lusk & Belhadjali 1987, Int. J. Forecasting 3 (ranges from inside the history are too narrow)
 */
export function factorsOf(scores: readonly Scores[], horizon: number): Float64Array {
  const points: { x: number; y: number; weight: number }[] = []
  for (let h = 0; h < horizon; h++) {
    const sizes = scores.flatMap(one => (one[h] ?? []).map(Math.abs))
    if (sizes.length < fewestScores) continue
    const factor = quantile(sizes, 0.8)! / normalQuantile(0.9)
    points.push({ x: Math.log(h + 1), y: Math.log(factor), weight: sizes.length })
  }
  const learnt = line(points)
  const trust = learnt ? scores.length / (scores.length + shrinkage) : 0
  return Float64Array.from({ length: horizon }, (_, h) => {
    const x = Math.log(h + 1)
    const own = learnt ? learnt.a + learnt.b * x : 0
    return Math.exp(trust * own + (1 - trust) * (usual.a + usual.b * x))
  })
}

/** From fewer the 80 % point would be one of the three largest. */
const fewestScores = 10
/** So many series' scores weigh as much as what is usual. Our choice, with little in it (docs/benchmarks.md). */
const shrinkage = 20
/** Logs of the factor at horizon 1 and of its growth, as found on made-up series of many kinds (bench/forecast-worlds.ts). */
const usual = { a: 0.17, b: -0.02 }

function line(
  points: readonly { x: number; y: number; weight: number }[],
): { a: number; b: number } | undefined {
  const total = points.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return undefined
  const mx = points.reduce((sum, { x, weight }) => sum + x * weight, 0) / total
  const my = points.reduce((sum, { y, weight }) => sum + y * weight, 0) / total
  const sxx = points.reduce((sum, { x, weight }) => sum + weight * (x - mx) ** 2, 0)
  const sxy = points.reduce((sum, { x, y, weight }) => sum + weight * (x - mx) * (y - my), 0)
  const b = sxx > 0 ? sxy / sxx : 0
  return { a: my - b * mx, b }
}
