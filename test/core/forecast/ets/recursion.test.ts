import { expect, test } from 'vitest'
import { criterion, pullOf } from '../../../../src/core/forecast/ets/criterion.ts'
import { fittedOf } from '../../../../src/core/forecast/ets/fitted.ts'
import { run, type Smoothing, sweepBack, trackOf } from '../../../../src/core/forecast/ets/recursion.ts'
import { accidentalDeaths, airPassengers } from './known-series.ts'

/** Parameters, states (R's s0 is the last used: turned round), likelihood and forecasts of R 4 forecast 8.20's `ets`. */
const air = {
  form: { error: 'M', trend: 'Ad', season: 'M' },
  by: { alpha: 0.709551916209, beta: 0.0204089193322, gamma: 0.000100468309719, phi: 0.979999926684 },
  level: 120.993935507,
  slope: 1.77054019711,
  seasons: [
    0.894447475689, 0.799322028291, 0.921659598397, 1.05920192984, 1.22030069724, 1.23179850717,
    1.11050018095, 0.97861276076, 0.980382073472, 1.01103008804, 0.886892287223, 0.905852372934,
  ].toReversed(),
} as const
const deaths = {
  form: { error: 'A', trend: 'A', season: 'A' },
  by: { alpha: 0.537836338579, beta: 0.00118122904168, gamma: 0.00371516218674, phi: 1 },
  level: 9933.13049007,
  slope: -20.046857259,
  seasons: [
    58.2216479183, -260.492724696, 230.879628799, -47.9817252424, 988.775439138, 1698.95701486, 751.92604593,
    333.913310967, -514.481208507, -741.245627459, -1510.74152289, -987.730278827,
  ].toReversed(),
} as const

function tracked(values: Float64Array, model: typeof air | typeof deaths) {
  const track = trackOf(values, 12)
  track.level[0] = model.level
  track.slope[0] = model.slope
  track.seasons.set(model.seasons)
  run(track, model.form.season, model.by)
  return track
}

test('with R’s parameters and states the likelihood is R’s', () => {
  expect(-0.5 * criterion(tracked(airPassengers, air), 'M', 0)).toBeCloseTo(-679.583216237, 5)
  expect(-0.5 * criterion(tracked(accidentalDeaths, deaths), 'A', 0)).toBeCloseTo(-555.924933733, 5)
})

test('with R’s parameters and states the errors and forecasts are R’s', () => {
  const answer = (values: Float64Array, { form, by, level, slope, seasons }: typeof air | typeof deaths) =>
    fittedOf(
      {
        form,
        by,
        start: { level, slope, seasons: Float64Array.from(seasons) },
        deviance: 0,
        aicc: 0,
      },
      { values, scaling: { location: 0, scale: 1, m: 12 }, first: values[0]! },
    )
  const passengers = answer(airPassengers, air)
  // R adds what level and season have in common by chance; here the states are carried on without noise.
  close(passengers.mean(6), [441.80185, 434.11862, 496.63005, 483.23748, 483.99135, 551.0244], 3)
  close(passengers.residuals.subarray(0, 4), [0.82558545, 7.0547425, -2.0442623, -1.3057729])
  const accidents = answer(accidentalDeaths, deaths)
  close(accidents.mean(6), [8034.8431, 7485.7254, 8238.4929, 8446.9936, 9277.1949, 9677.8647])
  close(accidents.residuals.subarray(0, 4), [81.646646, -320.30423, -75.200104, -32.101579])
})

function close(found: Float64Array, known: readonly number[], digits = 5) {
  for (const [i, value] of known.entries()) expect(found[i]! / value).toBeCloseTo(1, digits)
}

test('the derivatives swept back are those of small differences', () => {
  for (const error of ['A', 'M'] as const) {
    for (const season of ['N', 'A', 'M'] as const) {
      const by: Smoothing = { alpha: 0.3, beta: 0.05, gamma: season === 'N' ? 0 : 0.2, phi: 0.9 }
      const states = { level: 0.9, slope: 0.02 }
      const values = airPassengers.slice(0, 48).map(value => value / 150)
      const seasons = Array.from({ length: 12 }, (_, i) => (season === 'M' ? 1 : 0) + 0.01 * (i - 5))
      const at = (change: Partial<Smoothing & typeof states>, moved?: number) => {
        const track = trackOf(values, 12)
        track.level[0] = change.level ?? states.level
        track.slope[0] = change.slope ?? states.slope
        track.seasons.set(seasons.map((state, i) => (i === 0 && moved !== undefined ? moved : state)))
        run(track, season, { ...by, ...change })
        return { track, value: criterion(track, error, 0) }
      }
      const { track } = at({})
      pullOf(track, error, 0)
      const into = { ...by, ...states }
      sweepBack(track, { season, by, into })
      const step = 1e-6
      const all = { ...by, ...states }
      for (const key of [
        'alpha',
        'beta',
        'phi',
        'level',
        'slope',
        ...(season === 'N' ? [] : ['gamma']),
      ] as (keyof typeof all)[]) {
        const apart = at({ [key]: all[key] + step }).value - at({ [key]: all[key] - step }).value
        expect(into[key] / (apart / (2 * step))).toBeCloseTo(1, 4)
      }
      if (season === 'N') continue
      const apart = at({}, seasons[0]! + step).value - at({}, seasons[0]! - step).value
      expect(track.seasonPull[0]! / (apart / (2 * step))).toBeCloseTo(1, 4)
    }
  }
})
