/**
 * Of deals that are begun evenly over the days left and will be won, the share that is won within these days: who begins
 * late sees the win too late. Between the tenths the share grows in straight lines; the last tenth is taken for too late.
 * @param cycle  days within which each tenth of won deals was won, .1 to .9, ascending
 * @param days   left, whole
 */
export function wonInTime(cycle: readonly number[], days: number): number {
  if (days <= 0) return 0
  let sum = 0
  for (let left = 0; left < days; left++) sum += wonWithin(cycle, left + 0.5)
  return sum / days
}

function wonWithin(cycle: readonly number[], days: number): number {
  const at = cycle.findIndex(tenth => tenth > days)
  if (at < 0) return cycle.length / 10
  const before = cycle[at - 1] ?? 0
  return (at + (days - before) / (cycle[at]! - before)) / 10
}
