import { nelderMead } from '#core/stats/index.ts'
import type { Fitted } from '../method.ts'
import { drawn } from './naive.ts'
import { bestSmoothing } from './smoothing.ts'

type Parameters = { readonly alpha: number; readonly first: number; readonly theta: number }

/**
 * The dynamic optimised Theta model: the straight line is fitted anew at every period, and how much its slope counts
 * is estimated instead of being a half.
 * @param values  five or more, without a season
 * @see Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler 2016, Int. J. Forecasting 32, equations 17 to 21
 */
export function dynamicTheta(values: Float64Array): Fitted {
  const start = bestSmoothing(values)
  const spread = Math.max(...values) - Math.min(...values) || 1
  const best = nelderMead(
    ([alpha, theta, first]) =>
      alpha! < 0.01 || alpha! > 0.99 || theta! < 1 || theta! > 50
        ? Infinity
        : filter(values, { alpha: alpha!, theta: theta!, first: first! * spread }).squares,
    {
      start: [Math.min(0.9, Math.max(0.1, start.alpha)), 2, values[0]! / spread],
      step: [0.05, 0.5, 0.1],
      until: 1e-7,
      atMost: 300,
    },
  )
  const [alpha, theta, first] = best.at
  return run(values, { alpha: alpha!, theta: theta!, first: first! * spread })
}

type State = { level: number; intercept: number; slope: number; average: number; squares: number }

/** Errors of the first two periods, where no line can be drawn yet, do not count. */
function filter(values: ArrayLike<number>, p: Parameters, residuals?: Float64Array): State {
  const state: State = { level: p.first, intercept: 0, slope: 0, average: 0, squares: 0 }
  let left = 1
  for (let t = 0; t < values.length; t++) {
    const error = values[t]! - foretold(state, p, left)
    if (residuals) residuals[t] = error
    if (t > 2) state.squares += error * error
    left = step(state, { value: values[t]!, t: t + 1, p, left })
  }
  return state
}

/** `left` is (1 − alpha)^(t − 1) before period t. */
function foretold({ level, intercept, slope }: State, { alpha, theta }: Parameters, left: number): number {
  return level + (1 - 1 / theta) * (left * intercept + ((1 - left * (1 - alpha)) / alpha) * slope)
}

function step(state: State, by: { value: number; t: number; p: Parameters; left: number }): number {
  const { value, t, p } = by
  const before = state.average
  state.average = ((t - 1) * before + value) / t
  state.slope = t === 1 ? 0 : ((t - 2) * state.slope + (6 / t) * (value - before)) / (t + 1)
  state.intercept = state.average - ((t + 1) / 2) * state.slope
  state.level += p.alpha * (value - state.level)
  return by.left * (1 - p.alpha)
}

function run(values: Float64Array, p: Parameters): Fitted {
  const residuals = new Float64Array(values.length)
  const end = filter(values, p, residuals)
  const errors = residuals.subarray(Math.min(3, values.length - 1))
  /** Each period ahead is taken for what happened when the line goes on. */
  const onwards = (horizon: number, shock: () => number) => {
    const state = { ...end }
    let left = (1 - p.alpha) ** values.length
    return Float64Array.from({ length: horizon }, (_, h) => {
      const value = foretold(state, p, left) + shock()
      left = step(state, { value, t: values.length + 1 + h, p, left })
      return value
    })
  }
  return {
    method: 'Dynamic optimised Theta',
    residuals: errors,
    mean: horizon => onwards(horizon, () => 0),
    path: (horizon, random) => onwards(horizon, () => drawn(errors, random)),
    apply: other => run(other, p),
  }
}
