import { autoArima } from './arima/index.ts'
import type { Prepared } from './clean/prepare.ts'
import { average, sane } from './combine.ts'
import { ets, etsFast } from './ets/index.ts'
import type { Procedure, Why } from './history.ts'
import type { Fitted } from './method.ts'
import { dynamicTheta } from './methods/dynamic-theta.ts'
import { gaps, intermittent } from './methods/intermittent.ts'
import { flat, seasonalNaive, withPattern } from './methods/naive.ts'
import { isSeasonal } from './seasonal/is-seasonal.ts'
import { classical } from './seasonal/classical.ts'

export type Model = {
  readonly fitted: Fitted
  /** What the values are like, and so how the future is spread. */
  readonly nature: 'regular' | 'intermittent' | 'short' | 'zero' | 'constant'
  readonly why: readonly Why[]
}

/**
 * The model of one prepared history. One path for both procedures: they differ in the candidates and in how hard these
 * are sought.
 */
export function modelOf(prepared: Prepared, of: { procedure: Procedure; horizon: number }): Model {
  const { clean: values } = prepared
  const periods = values.length
  if (values.every(value => value === 0))
    return { fitted: flat(values), nature: 'zero', why: [{ why: 'all_zero', periods }] }
  if (prepared.comesAndGoes) {
    const { interval, unevenness } = gaps(values)
    return {
      fitted: intermittent(prepared.seen),
      nature: 'intermittent',
      why: [{ why: 'intermittent', interval, unevenness }],
    }
  }
  if (periods < enough) return { fitted: flat(values), nature: 'short', why: [{ why: 'short', periods }] }
  if (values.every(value => value === values[0]))
    return { fitted: flat(values), nature: 'constant', why: [{ why: 'constant' }] }
  const seasonal = isSeasonal(values, prepared.season)
  const members = sane(candidates(prepared, of.procedure), { values, horizon: of.horizon })
  return {
    fitted: average(members),
    nature: 'regular',
    why: [
      prepared.season > 1 && periods <= 2 * prepared.season
        ? { why: 'season_unproven', periods }
        : { why: seasonal ? 'seasonal' : 'not_seasonal' },
      members.length > 1
        ? { why: 'average', of: members.map(({ method }) => method) }
        : { why: 'one_method_left', of: members[0]!.method },
    ],
  }
}

/** With fewer values there is nothing to estimate but a mean. */
const enough = 6

/**
 * What is averaged. Both procedures: dynamic Theta and exponential smoothing, sought thoroughly or quickly; `full` adds ARIMA. Trends
 * are damped: undamped ones are known to overshoot over a year.
 * @see Gardner & McKenzie 1985, Management Science 31
 */
function candidates({ clean: values, season }: Prepared, procedure: Procedure): Fitted[] {
  const series = { values, season }
  // Between one season and two a pattern can be seen but not proved: what came a season ago has its say.
  const unproven = season > 1 && values.length > season && values.length <= 2 * season
  const naive = unproven ? seasonalNaive(series) : undefined
  const found = procedure === 'full' ? [ets(series, { damped: true }), autoArima(series)] : [etsFast(series)]
  return [
    thetaOf(values, season),
    ...found.flatMap(one => ('none' in one ? [] : [one])),
    ...(naive ? [naive] : []),
  ]
}

/** Theta knows no season: it runs on adjusted values, by ratio where they are all above zero. */
function thetaOf(values: Float64Array, season: number): Fitted {
  const multiplies = values.every(value => value > 0)
  const pattern = isSeasonal(values, season)
    ? (classical(values, { season, multiplies }) ?? classical(values, { season, multiplies: false }))
    : undefined
  return pattern ? withPattern(values, { pattern, fit: dynamicTheta }) : dynamicTheta(values)
}
