/** How sure estimates are, whichever way that is found. */

export type Estimate = {
  readonly estimate: number
  readonly low: number
  readonly high: number
  /** The chance of an estimate at least as far from zero where there is no effect. */
  readonly p: number
}

/** Something from before the beginning, and what it would be by chance alone. */
export type Before = { readonly value: number; readonly drawn: Float64Array }

export type Sure = {
  readonly overall: Estimate
  /** Periods since the beginning, −1 being the last before; in order. */
  readonly since: readonly (Estimate & { readonly since: number })[]
  /** By how much more a period the treated rose before; null where fewer than three periods tell. */
  readonly drift: Estimate | null
  /** The change from one period to the next, for each of those before. */
  readonly changes: readonly Before[]
}

export const draws = 999
export const level = 0.95

/** What was before: the chance of it if both ran alike, whether they were seen to run apart, and the drift. */
export type RanBefore = { readonly p: number; readonly apart: boolean; readonly drift: Estimate | null }

/**
 * Whether the two were seen to run apart before: by straight lines through all periods before, or by the largest change
 * from one period to the next, each at half of 5 % (Bonferroni). Seeing nothing proves nothing: such tests miss much,
 * and so the drift is told with its range, inside of which it may have gone unseen.
 * @returns null where nothing was before but the base
 * @see Roth 2022, AER: Insights 4; Westfall & Young 1993, Resampling-Based Multiple Testing (the largest of many)
 */
export function ranBefore({ drift, changes }: Sure): RanBefore | null {
  const tests = [largest(changes), drift?.p ?? null].filter(p => p !== null)
  if (tests.length === 0) return null
  const p = Math.min(1, tests.length * Math.min(...tests))
  if (!drift) return { p, apart: p <= 1 - level, drift: null }
  const { estimate, low, high } = drift
  return { p, apart: p <= 1 - level, drift: { estimate, low, high, p: drift.p } }
}

/** The chance of a change as large as the largest, each in its own spread, by the same of every draw. */
function largest(changes: readonly Before[]): number | null {
  const usable = changes
    .map(({ value, drawn }) => ({ value, drawn, spread: Math.hypot(...drawn) / Math.sqrt(draws) }))
    .filter(({ spread }) => spread > 0)
  if (usable.length === 0) return null
  const seen = Math.max(...usable.map(({ value, spread }) => Math.abs(value) / spread))
  let far = 0
  for (let i = 0; i < draws; i++) {
    if (usable.some(({ drawn, spread }) => Math.abs(drawn[i]!) / spread >= seen)) far++
  }
  return (far + 1) / (draws + 1)
}
