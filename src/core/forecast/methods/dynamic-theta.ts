import { minimiseBetween } from '#core/stats/index.ts'
import type { Fitted } from '../method.ts'

/** `weight` of the line is 1 − 1/θ. */
type Parameters = { readonly alpha: number; readonly first: number; readonly weight: number }

/**
 * The dynamic optimised Theta model: the straight line is fitted anew at every period, and how much its slope counts
 * is estimated instead of being a half.
 * @param values  five or more, without a season
 * @see Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler 2016, Int. J. Forecasting 32, equations 17 to 21
 */
export function dynamicTheta(values: Float64Array): Fitted {
  const squares = (alpha: number) => best(values, alpha).squares
  let near = alphas[0]!
  for (const alpha of alphas) if (squares(alpha) < squares(near)) near = alpha
  const { at } = minimiseBetween(squares, {
    low: Math.max(alphaLeast, near - apart),
    high: Math.min(1 - alphaLeast, near + apart),
    within: 1e-4,
  })
  return run(values, best(values, at))
}

const alphaLeast = 0.01
const apart = 0.14
/** The squares may have several hollows between the bounds of α. */
const alphas = Array.from({ length: 7 }, (_, i) => 0.08 + apart * i)
/** θ from 1 to 50. */
const weightMost = 0.98
/** So little counts the first value for the first level: where α forgets at once, nothing else tells it. */
const anchor = 1e-3

/**
 * For a given α every error is linear in the first level and in the line's weight, so both follow by least squares and
 * only α is searched. Errors of the first periods, where no line can be drawn yet, do not count.
 */
function best(values: Float64Array, alpha: number): Parameters & { squares: number } {
  const state = begun(0)
  let left = 1
  let [aa, ab, bb, ay, by, yy] = [anchor, 0, 0, anchor * values[0]!, 0, anchor * values[0]! ** 2]
  for (let t = 0; t < values.length; t++) {
    const value = values[t]!
    if (t > 2) {
      const line = lineAhead(state, alpha, left)
      const rest = value - state.level
      aa += left * left
      ab += left * line
      bb += line * line
      ay += left * rest
      by += line * rest
      yy += rest * rest
    }
    left = step(state, { value, t: t + 1, alpha, left })
  }
  const free = aa * bb - ab * ab
  const weight = free > 1e-12 * aa * bb ? (aa * by - ab * ay) / free : 0
  const bounded = Math.min(weightMost, Math.max(0, weight))
  const first = (ay - bounded * ab) / aa
  const squares =
    yy - 2 * (first * ay + bounded * by) + first * (first * aa + 2 * bounded * ab) + bounded ** 2 * bb
  return { alpha, first, weight: bounded, squares }
}

type State = { level: number; intercept: number; slope: number; average: number }

const begun = (level: number): State => ({ level, intercept: 0, slope: 0, average: 0 })

function filter(values: ArrayLike<number>, p: Parameters, residuals: Float64Array): State {
  const state = begun(p.first)
  let left = 1
  for (let t = 0; t < values.length; t++) {
    residuals[t] = values[t]! - foretold(state, p, left)
    left = step(state, { value: values[t]!, t: t + 1, alpha: p.alpha, left })
  }
  return state
}

/** `left` is (1 − alpha)^(t − 1) before period t. */
function foretold(state: State, { alpha, weight }: Parameters, left: number): number {
  return state.level + weight * lineAhead(state, alpha, left)
}

function lineAhead({ intercept, slope }: State, alpha: number, left: number): number {
  return left * intercept + ((1 - left * (1 - alpha)) / alpha) * slope
}

function step(state: State, by: { value: number; t: number; alpha: number; left: number }): number {
  const { value, t, alpha } = by
  const before = state.average
  state.average = ((t - 1) * before + value) / t
  state.slope = t === 1 ? 0 : ((t - 2) * state.slope + (6 / t) * (value - before)) / (t + 1)
  state.intercept = state.average - ((t + 1) / 2) * state.slope
  state.level += alpha * (value - state.level)
  return by.left * (1 - alpha)
}

function run(values: Float64Array, p: Parameters): Fitted {
  const residuals = new Float64Array(values.length)
  const end = filter(values, p, residuals)
  const errors = residuals.subarray(Math.min(3, values.length - 1))
  /** Each period ahead is taken for what happened when the line goes on. */
  const onwards = (horizon: number) => {
    const state = { ...end }
    let left = (1 - p.alpha) ** values.length
    return Float64Array.from({ length: horizon }, (_, h) => {
      const value = foretold(state, p, left)
      left = step(state, { value, t: values.length + 1 + h, alpha: p.alpha, left })
      return value
    })
  }
  return {
    method: 'Dynamic optimised Theta',
    residuals: errors,
    mean: onwards,
    apply: other => run(other, p),
  }
}
