import { binDays, type Factor, type Hazards } from './hazards.ts'

/** Chance of having been won by the end of each period, and ever. */
export type WonBy = { readonly by: Float64Array; readonly ever: number }

/**
 * What is won of a deal, period by period, by its age alone.
 * @param of.age   in days; below 0 for one that is still to begin
 * @param of.ends  days from now to the end of each period, ascending
 * @see Aalen & Johansen 1978, Scandinavian J. Statistics 5 (ends that compete)
 */
export function walk(hazards: Hazards, of: { age: number; factor: Factor; ends: readonly number[] }): WonBy {
  const by = new Float64Array(of.ends.length)
  let [open, won] = [1, 0]
  let period = 0
  const last = hazards.won.length * binDays
  for (let age = Math.max(0, of.age); age < last;) {
    const bin = Math.floor(age / binDays)
    const stop = period < of.ends.length ? of.age + of.ends[period]! : Infinity
    const next = Math.min((bin + 1) * binDays, Math.max(stop, age))
    const part = (next - age) / binDays
    const [wins, losses] = [hazards.won[bin]! * of.factor.won, hazards.lost[bin]! * of.factor.lost]
    const leaves = 1 - Math.exp(-(wins + losses) * part)
    if (leaves > 0) won += (open * leaves * wins) / (wins + losses)
    open *= 1 - leaves
    age = next
    while (period < of.ends.length && of.age + of.ends[period]! <= age) by[period++] = won
  }
  by.fill(won, period)
  return { by, ever: won }
}
