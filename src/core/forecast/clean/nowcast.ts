/** An estimate and its standard error. */
export type Estimate = { readonly mean: number; readonly spread: number }

/**
 * The current period, from what its days so far brought and from the forecast made before it began: each counts by how
 * sure it is. Early in the month the forecast rules, at its end the days do; never less than is billed already where
 * `billing` cannot fall.
 * @param soFar     billed up to and with today
 * @param share     share of a period usually billed by this point and its spread over past periods; 0 … 1
 * @param before    forecast of the whole period, made without its days
 * @param billing   true where the rest of the period cannot be negative
 * @see Bates & Granger 1969, Operational Research Quarterly 20 (weights by inverse variance)
 */
export function nowcast(of: {
  soFar: number
  share: Estimate
  before: Estimate
  billing: boolean
}): Estimate & { readonly fromDays: number } {
  const { soFar, share, before, billing } = of
  if (share.mean >= 1) return { mean: soFar, spread: 0, fromDays: 1 }
  if (share.mean <= 0) return { ...before, mean: atLeast(before.mean), fromDays: 0 }
  const whole = soFar / share.mean
  // To first order the ratio errs as its divisor does; what is already billed cannot err.
  const error = Math.max(Math.abs(whole), Math.abs(before.mean)) * (share.spread / share.mean)
  const fromDays =
    error === 0 ? 1 : before.spread === 0 ? 0 : before.spread ** 2 / (before.spread ** 2 + error ** 2)
  return {
    mean: atLeast(fromDays * whole + (1 - fromDays) * before.mean),
    spread: Math.sqrt(fromDays) * error,
    fromDays,
  }
  function atLeast(value: number): number {
    return billing ? Math.max(value, soFar) : value
  }
}
