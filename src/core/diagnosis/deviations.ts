import { median } from '#core/stats/index.ts'
import type { Attained } from './crossed.ts'

export type Deviation = {
  readonly person: string
  /** Quota over all periods. */
  readonly quota: number
  /** Actual over quota, over all periods. */
  readonly attainment: number
  /** Attainment with the periods' differences taken out. */
  readonly deviation: number
  /** Its standard error by chance alone. */
  readonly error: number
}

export type Deviations = {
  readonly people: readonly Deviation[]
  /** Spread of one attainment at a quota of mean size. */
  readonly residual: number
  readonly freedom: number
  /** Mean size of a quota of one period. */
  readonly size: number
}

/**
 * How people stand once periods are taken out, both as fixed effects by weighted least squares (each in turn until
 * nothing moves). It is the model of `varianceParts`, variance falling with the quota, with people fixed instead of
 * random: a random person is drawn towards a mean that outliers moved, and judged by a variance of people that the
 * outliers themselves widened. What is left over hardly differs between the two: 10.03 points of the bicycle firm's
 * attainments here, 9.94 there.
 * @see Searle, Casella & McCulloch 1992, Variance Components, 5 (fitting constants)
 */
export function deviations(of: readonly Attained[]): Deviations {
  const size = of.reduce((sum, { quota }) => sum + quota, 0) / Math.max(of.length, 1)
  const ofPeople = Map.groupBy(of, ({ person }) => person)
  const { person, period } = twoWay(of, ofPeople)
  const rest = of.map(cell => cell.attainment - person.get(cell.person)! - period.get(cell.period)!)
  const freedom = of.length - person.size - period.size + 1
  const squares = of.reduce((sum, { quota }, i) => sum + (quota / size) * rest[i]! ** 2, 0)
  const residual =
    freedom > 0 ? Math.sqrt(squares / freedom) : acrossPeople([...person.values()], ofPeople, size)
  const people = [...ofPeople].map(([name, cells]): Deviation => {
    const quota = cells.reduce((sum, cell) => sum + cell.quota, 0)
    return {
      person: name,
      quota,
      attainment: weightedMean(cells, cell => cell.attainment),
      deviation: person.get(name)!,
      error: Math.max(residual * Math.sqrt(size / quota), 1e-9),
    }
  })
  return { people, residual, size, freedom: freedom > 0 ? freedom : Math.max(people.length - 1, 1) }
}

function twoWay(of: readonly Attained[], ofPeople: ReadonlyMap<string, readonly Attained[]>) {
  const ofPeriods = Map.groupBy(of, ({ period }) => period)
  const person = new Map([...ofPeople.keys()].map(name => [name, 0]))
  const period = new Map([...ofPeriods.keys()].map(name => [name, 0]))
  for (let moved = 1, round = 0; moved > 1e-12 && round < 500; round++) {
    moved = 0
    for (const [name, cells] of ofPeople) {
      const next = weightedMean(cells, cell => cell.attainment - period.get(cell.period)!)
      moved = Math.max(moved, Math.abs(next - person.get(name)!))
      person.set(name, next)
    }
    for (const [name, cells] of ofPeriods) {
      const next = weightedMean(cells, cell => cell.attainment - person.get(cell.person)!)
      period.set(name, next)
    }
    // periods are measured from their own mean, or people and periods could drift apart for ever
    const drift = weightedMean(of, cell => period.get(cell.period)!)
    for (const [name, value] of period) period.set(name, value - drift)
  }
  return { person, period }
}

/** With one period nothing repeats: the spread is then that of people, by the median distance from the median. */
function acrossPeople(
  values: readonly number[],
  of: ReadonlyMap<string, readonly Attained[]>,
  size: number,
): number {
  const middle = median(values) ?? 0
  const quotas = [...of.values()].map(cells => cells.reduce((sum, { quota }) => sum + quota, 0))
  const distances = values.map((value, i) => Math.abs(value - middle) * Math.sqrt(quotas[i]! / size))
  // 1.4826 turns the median distance of normal values into their standard deviation (Hampel 1974)
  return 1.4826 * (median(distances) ?? 0)
}

function weightedMean(cells: readonly Attained[], value: (cell: Attained) => number): number {
  const weight = cells.reduce((sum, { quota }) => sum + quota, 0)
  return cells.reduce((sum, cell) => sum + cell.quota * value(cell), 0) / weight
}

export function weightedMedian(people: readonly Deviation[]): number {
  const sorted = people.toSorted((a, b) => a.deviation - b.deviation)
  const half = sorted.reduce((sum, { quota }) => sum + quota, 0) / 2
  let below = 0
  for (const [i, person] of sorted.entries()) {
    below += person.quota
    if (below > half) return person.deviation
    if (below === half) return (person.deviation + (sorted[i + 1] ?? person).deviation) / 2
  }
  return 0
}

/**
 * Spread of people beyond chance: what is left of their squared scores once chance is taken off, with the outer
 * tenth on either side drawn in.
 * @see Spiegelhalter 2005, Statistics in Medicine 24 (additive overdispersion, winsorised); DerSimonian & Laird 1986
 */
export function beyondChance(people: readonly Deviation[], centre: number): number {
  const scores = people.map(({ deviation, error }) => (deviation - centre) / error)
  const sorted = scores.toSorted((a, b) => a - b)
  const cut = Math.ceil(0.1 * sorted.length)
  const [low, high] = [sorted[cut]!, sorted[sorted.length - 1 - cut]!]
  const heterogeneity = scores.reduce((sum, score) => sum + Math.min(Math.max(score, low), high) ** 2, 0)
  const weights = people.map(({ error }) => 1 / error ** 2)
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const squares = weights.reduce((all, weight) => all + weight * weight, 0)
  return Math.sqrt(Math.max(0, (heterogeneity - (people.length - 1)) / (sum - squares / sum)))
}

/** Adjusted so that any one of them below a level is as rare as the level (Holm 1979), in the order handed in. */
export function holm(chances: readonly number[]): number[] {
  const order = chances.map((_, i) => i).toSorted((a, b) => chances[a]! - chances[b]!)
  const adjusted: number[] = []
  let most = 0
  for (const [rank, i] of order.entries()) {
    most = Math.max(most, Math.min(1, (chances.length - rank) * chances[i]!))
    adjusted[i] = most
  }
  return adjusted
}
