import { addDays, type Day, daysBetween } from '#core/calendar/index.ts'
import type { Random } from '#core/stats/index.ts'
import type { Deal } from './deal.ts'

/** New deals a day, by person: a gamma distribution each, for the rate is not known either. */
export type Arrivals = ReadonlyMap<string, { readonly shape: number; readonly days: number }>

/** How far back the rate is measured. */
const window = 365

/**
 * How often each person's deals arise, drawn towards the others by how few they are.
 * @param people  whose rates are asked for; those without a deal are given what is usual
 * @see Clayton & Kaldor 1987, Biometrics 43
 */
export function arrivals(deals: readonly Deal[], people: readonly string[], day: Day): Arrivals {
  const since = addDays(day, -window)
  // before ends are known, deals that began and ended are missing
  const first = deals.reduce(
    (least, { created, known }) => earlier(least, created > known ? created : known),
    day,
  )
  const days = Math.max(1, Math.min(window, daysBetween(first, day)))
  const counts = new Map(people.map(person => [person, 0]))
  for (const { person, created } of deals) {
    if (created > since && created >= first && created <= day && counts.has(person))
      counts.set(person, counts.get(person)! + 1)
  }
  const seen = [...counts.values()]
  const mean = seen.reduce((sum, count) => sum + count, 0) / Math.max(seen.length, 1)
  const variance = seen.reduce((sum, count) => sum + (count - mean) ** 2, 0) / Math.max(seen.length - 1, 1)
  // more than the scatter of a Poisson count is people being different
  const between = Math.max(variance - mean, 0.01 * mean * mean, 1e-9)
  const shape = (mean * mean) / between
  const prior = (mean / between) * days
  return new Map(people.map(person => [person, { shape: shape + counts.get(person)!, days: prior + days }]))
}

const earlier = (a: Day, b: Day) => (a < b ? a : b)

/** A rate a day: it is not known either, and so drawn. */
export function drawRate({ shape, days }: { shape: number; days: number }, random: Random): number {
  return gamma(shape, random) / days
}

/** @see Marsaglia & Tsang 2000, ACM Trans. Math. Softw. 26 */
function gamma(shape: number, random: Random): number {
  if (shape <= 0) return 0
  if (shape < 1) return gamma(shape + 1, random) * random.uniform() ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = random.normal()
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

/** By counting exponential waits (Knuth 1969), in pieces so that the product never vanishes. */
export function poisson(mean: number, random: Random): number {
  let count = 0
  for (let left = mean; left > 0; left -= 30) {
    const limit = Math.exp(-Math.min(left, 30))
    for (let product = random.uniform(); product > limit; product *= random.uniform()) count++
  }
  return count
}
