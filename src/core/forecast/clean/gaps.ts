import type { Why } from '../history.ts'

/**
 * The history from its first known period on, without holes: a hole takes the straight line between its neighbours,
 * moved by what the same place did a season before where that is known. Zeros before the first demand are left out
 * where they last more than twice as long as the usual wait: a person not yet hired, a product not yet sold.
 */
export function fill(values: readonly (number | null)[], season: number) {
  let start = values.findIndex(value => value !== null)
  if (start < 0) return { values: new Float64Array(0), start: values.length, why: [] as Why[] }
  let end = values.length
  while (values[end - 1] === null) end--
  const began = firstDemand(values, start)
  const why: Why[] = began > start ? [{ why: 'begun', at: began }] : []
  start = began
  const out = Float64Array.from(values.slice(start, end), value => value ?? Number.NaN)
  const holes = Array.from(out.keys()).filter(t => Number.isNaN(out[t]!))
  for (const t of holes) out[t] = between(values.slice(start, end), t, season)
  if (holes.length > 0) why.push({ why: 'filled', periods: holes.length })
  return { values: out, start, why }
}

function firstDemand(values: readonly (number | null)[], start: number): number {
  const known = values.slice(start).filter(value => value !== null)
  const first = known.findIndex(value => value !== 0)
  if (first < 1 || known.some(value => value < 0)) return start
  const rest = known.slice(first)
  const wait = rest.length / rest.filter(value => value !== 0).length
  const zerosEnd = values.findIndex((value, t) => t >= start && value !== null && value !== 0)
  // our choice: where demand comes by chance, one wait in seven is twice the usual
  return first > 2 * wait ? zerosEnd : start
}

function between(values: readonly (number | null)[], at: number, season: number): number {
  const plain = onLine(values, at)
  const before = season > 1 ? values[at - season] : undefined
  const usual = before === undefined || before === null ? undefined : onLine(values, at - season)
  return usual === undefined || usual <= 0 || before! < 0 || plain <= 0 ? plain : (plain * before!) / usual
}

/** The line between the known neighbours of a period; the period itself is left out. */
function onLine(values: readonly (number | null)[], at: number): number {
  let left = at - 1
  while (left >= 0 && values[left] === null) left--
  let right = at + 1
  while (right < values.length && values[right] === null) right++
  const [a, b] = [values[left], values[right]]
  if (a === undefined || a === null) return b ?? 0
  if (b === undefined || b === null) return a
  return a + ((b - a) * (at - left)) / (right - left)
}
