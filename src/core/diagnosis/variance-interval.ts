import { nelderMead } from '#core/stats/index.ts'
import { type Attained, type Crossed, crossed } from './crossed.ts'
import type { VarianceParts } from './variance.ts'

/** Rise of the deviance at a 95 % bound: the chi-squared quantile with one degree. */
const rise = 3.841458820694124

export type Spread = { readonly low: number; readonly high: number }

/**
 * 95 % bounds of a part's standard deviation by profile likelihood: where the restricted deviance, at its best over
 * everything else, has risen by 3.84. Zero is a bound like any other; `high` is always finite.
 * @see Venzon & Moolgavkar 1988, Applied Statistics 37
 */
export function spreadInterval(
  of: readonly Attained[],
  fit: VarianceParts,
  part: 'person' | 'period' | 'residual',
): Spread {
  const model = crossed(of)
  if (part === 'residual') return residualInterval(model, fit)
  const other = part === 'person' ? fit.period : fit.person
  const scale = Math.max(fit.residual, 1e-9)
  const above = (spread: number) => {
    const found = nelderMead(
      ([logSigma, rest]) => {
        const sigma = Math.exp(logSigma!)
        const [own, beside] = [spread / sigma, Math.abs(rest!) / sigma]
        return part === 'person'
          ? model.at(own, beside, sigma).deviance
          : model.at(beside, own, sigma).deviance
      },
      {
        start: [Math.log(scale), other],
        step: [0.1, Math.max(other / 4, scale / 10)],
        until: 1e-9,
        atMost: 240,
      },
    )
    return found.value - fit.deviance - rise
  }
  const estimate = fit[part]
  let far = Math.max(2 * estimate, scale / 4)
  while (above(far) < 0 && far < 1e6 * scale) far *= 2
  const low = estimate === 0 || above(0) <= 0 ? 0 : crossing(above, estimate, 0)
  return { low, high: crossing(above, estimate, far) }
}

/** The same of what is left, people and periods at their best beside it; never zero where anything is left. */
function residualInterval(model: Crossed, fit: VarianceParts): Spread {
  const estimate = fit.residual
  if (estimate < 1e-9) return { low: 0, high: 0 }
  const above = (sigma: number) =>
    nelderMead(([own, beside]) => model.at(Math.abs(own!), Math.abs(beside!), sigma).deviance, {
      start: [fit.person / sigma, fit.period / sigma],
      step: [0.2, 0.2],
      until: 1e-9,
      atMost: 240,
    }).value -
    fit.deviance -
    rise
  let [near, far] = [estimate / 2, 2 * estimate]
  while (above(near) < 0 && near > 1e-6 * estimate) near /= 2
  while (above(far) < 0 && far < 1e6 * estimate) far *= 2
  return { low: crossing(above, estimate, near), high: crossing(above, estimate, far) }
}

/** Where `f` turns from below zero (at `inside`) to above (at `outside`). */
function crossing(f: (x: number) => number, inside: number, outside: number): number {
  let [a, b] = [inside, outside]
  for (let i = 0; i < 40 && Math.abs(b - a) > 1e-6 * Math.abs(outside + inside); i++) {
    const middle = (a + b) / 2
    if (f(middle) < 0) a = middle
    else b = middle
  }
  return (a + b) / 2
}
