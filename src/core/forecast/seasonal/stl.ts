import { loess } from './loess.ts'

export type Parts = {
  readonly seasonal: Float64Array
  readonly trend: Float64Array
  readonly remainder: Float64Array
}

/**
 * Seasonal-trend decomposition by loess, with a season that stays the same from year to year unless told.
 * @param values  at least two seasons
 * @param robust  passes that weigh down what lies far out; 0 for none
 * @param years   odd: the season may change, as a weighted mean over so many years
 * @see Cleveland, Cleveland, McRae & Terpenning 1990, J. Official Statistics 6; as R's stl(s.window = "periodic")
 */
export function stl(
  values: ArrayLike<number>,
  of: { season: number; robust?: number; years?: number },
): Parts {
  const { season, robust = 0, years } = of
  const n = values.length
  const inner = robust > 0 ? 1 : 2
  const window = nextOdd(Math.ceil((1.5 * season) / (1 - 1.5 / (years ?? 10 * n + 1))))
  const trend = new Float64Array(n)
  const seasonal = new Float64Array(n)
  let weights: Float64Array | undefined
  for (let outer = 0; outer <= robust; outer++) {
    for (let pass = 0; pass < inner; pass++) {
      cycle(values, { season, trend, weights, years, into: seasonal })
      trend.set(
        loess(
          seasonal.map((s, t) => values[t]! - s),
          { window, ...(weights && { weights }) },
        ),
      )
    }
    if (outer < robust) weights = bisquare(seasonal.map((s, t) => values[t]! - s - trend[t]!))
  }
  if (years === undefined) periodic(seasonal, season)
  return { seasonal, trend, remainder: seasonal.map((s, t) => values[t]! - s - trend[t]!) }
}

type Cycle = {
  season: number
  trend: Float64Array
  weights: Float64Array | undefined
  years: number | undefined
}

/** The season's places averaged, less what the averages carry of the trend. */
function cycle(values: ArrayLike<number>, of: Cycle & { into: Float64Array }) {
  const { season, trend, weights, years, into } = of
  const n = values.length
  // One season more at each end, so that the moving averages reach over all values.
  const long = new Float64Array(n + 2 * season)
  for (let place = 0; place < season; place++) {
    const same = Array.from({ length: Math.ceil((n - place) / season) }, (_, year) => place + year * season)
    const away = same.map(t => values[t]! - trend[t]!)
    const trust = same.map(t => weights?.[t] ?? 1)
    for (let year = -1; year <= same.length; year++) {
      long[place + (year + 1) * season] = middleOf({ away, trust, year, years: years ?? Infinity })
    }
  }
  const low = loess(average(average(average(long, season), season), 3), { window: nextOdd(season) })
  for (let t = 0; t < n; t++) into[t] = long[t + season]! - low[t]!
}

/** Mean of one place over the `years` nearest to `year`, with tricube weights; of all alike for Infinity. */
function middleOf(of: { away: number[]; trust: number[]; year: number; years: number }): number {
  const { away, trust, year, years } = of
  const width = Math.min(years, away.length)
  const first = Math.max(0, Math.min(year - ((width - 1) >> 1), away.length - width))
  const wider = Math.max(0, Math.floor((years - away.length) / 2))
  const reach = Math.max(year - first, first + width - 1 - year) + wider
  let total = 0
  let sum = 0
  for (let i = first; i < first + width; i++) {
    const share = Math.abs(i - year) / reach
    if (share > 0.999) continue
    const weight = (1 - share ** 3) ** 3 * trust[i]!
    total += weight
    sum += weight * away[i]!
  }
  return total > 0 ? sum / total : (away[Math.max(0, Math.min(year, away.length - 1))] ?? 0)
}

function periodic(seasonal: Float64Array, season: number) {
  const sums = new Float64Array(season)
  const counts = new Float64Array(season)
  for (let t = 0; t < seasonal.length; t++) {
    sums[t % season]! += seasonal[t]!
    counts[t % season]! += 1
  }
  for (let t = 0; t < seasonal.length; t++) seasonal[t] = sums[t % season]! / counts[t % season]!
}

function average(values: Float64Array, width: number): Float64Array {
  const out = new Float64Array(values.length - width + 1)
  let sum = 0
  for (let t = 0; t < values.length; t++) {
    sum += values[t]!
    if (t >= width) sum -= values[t - width]!
    if (t >= width - 1) out[t - width + 1] = sum / width
  }
  return out
}

/** Weights by distance, none beyond six times the middle distance (Tukey's bisquare). */
function bisquare(remainder: Float64Array): Float64Array {
  const sizes = remainder.map(Math.abs)
  const sorted = sizes.toSorted()
  const half = sorted.length >> 1
  const far = 3 * (sorted[half]! + sorted[sorted.length - half - 1]!)
  return sizes.map(size => {
    if (size <= 0.001 * far) return 1
    return size > 0.999 * far ? 0 : (1 - (size / far) ** 2) ** 2
  })
}

const nextOdd = (value: number) => (value % 2 === 0 ? value + 1 : value)
