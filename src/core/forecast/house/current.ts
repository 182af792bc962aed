import { type Estimate, nowcast } from '../clean/nowcast.ts'
import type { Billed } from './facts.ts'

/** Fewer months of own billing say too little of when in a month one bills. */
const fewestMonths = 4

/**
 * The share of a month usually billed by this point, months weighing by what they billed, and how it varied.
 * @returns undefined where too few months billed anything
 */
export function usualShare({ months, byPoint }: Billed): Estimate | undefined {
  const past = months.slice(months.length - byPoint.length)
  const seen = past.flatMap((whole, at) =>
    whole > 0 ? [{ whole, share: Math.min(1, Math.max(0, byPoint[at]! / whole)) }] : [],
  )
  if (seen.length < fewestMonths) return undefined
  const weight = seen.reduce((sum, { whole }) => sum + whole, 0)
  const mean = seen.reduce((sum, { whole, share }) => sum + (share * whole) / weight, 0)
  const variance = seen.reduce((sum, { whole, share }) => sum + ((share - mean) ** 2 * whole) / weight, 0)
  // of n shares one is spent on their mean, and no pace of billing is certain
  const spread = Math.sqrt((variance * seen.length) / (seen.length - 1))
  return { mean, spread: Math.max(spread, 0.01) }
}

/**
 * The first month ahead, told anew by its days so far; its possible futures (`firsts`, written over) keep their shape
 * and take the new middle and width.
 */
export function firstMonth(of: {
  mean: Float64Array
  firsts: Float64Array
  billed: Billed
  usual: Estimate | undefined
}): { mean: Float64Array } {
  const { mean, firsts } = of
  const { soFar } = of.billed
  const share = usualShare(of.billed) ?? of.usual
  if (!share) return { mean }
  const before = { mean: mean[0]!, spread: deviation(firsts, mean[0]!) }
  const now = nowcast({ soFar, share, before, billing: true })
  const width = before.spread > 0 ? now.spread / before.spread : 0
  for (let i = 0; i < firsts.length; i++)
    firsts[i] = Math.max(soFar, now.mean + (firsts[i]! - before.mean) * width)
  return { mean: mean.with(0, now.mean) }
}

function deviation(values: Float64Array, mean: number): number {
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length))
}
