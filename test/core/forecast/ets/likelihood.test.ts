import { expect, test } from 'vitest'
import { trialOf } from '../../../../src/core/forecast/ets/choose.ts'
import { thoroughEffort } from '../../../../src/core/forecast/ets/effort.ts'
import { ets } from '../../../../src/core/forecast/ets/index.ts'
import { accidentalDeaths, airPassengers, gas, lynx, nile, serverUsers } from './known-series.ts'

/** Log-likelihood and corrected criterion of every model by R 4 forecast 8.20, `ets(y, model, damped)`. */
const byR = [
  {
    series: 'airPassengers',
    values: airPassengers,
    season: 12,
    models: {
      'A,N,N': [-863.893, 1733.958],
      'A,A,N': [-863.647, 1737.729],
      'A,Ad,N': [-863.796, 1740.205],
      'M,N,N': [-833.95, 1674.072],
      'M,A,N': [-831.898, 1674.23],
      'M,Ad,N': [-833.412, 1679.437],
      'A,N,A': [-767.43, 1568.609],
      'A,A,A': [-765.936, 1570.729],
      'A,Ad,A': [-767.615, 1576.703],
      'M,N,A': [-775.396, 1584.542],
      'M,A,A': [-768.233, 1575.324],
      'M,Ad,A': [-773.605, 1588.682],
      'M,N,M': [-715.657, 1465.064],
      'M,A,M': [-682.404, 1403.664],
      'M,Ad,M': [-679.583, 1400.638],
    },
  },
  {
    series: 'accidentalDeaths',
    values: accidentalDeaths,
    season: 12,
    models: {
      'A,N,N': [-628.171, 1262.696],
      'A,A,N': [-630.129, 1271.168],
      'A,Ad,N': [-628.276, 1269.845],
      'M,N,N': [-628.998, 1264.348],
      'M,A,N': [-628.512, 1267.933],
      'M,Ad,N': [-628.405, 1270.103],
      'A,N,A': [-555.072, 1148.716],
      'A,A,A': [-555.925, 1157.183],
      'A,Ad,A': [-552.503, 1153.911],
      'M,N,A': [-555.93, 1150.431],
      'M,A,A': [-555.006, 1155.345],
      'M,Ad,A': [-553.941, 1156.787],
      'M,N,M': [-556.92, 1152.411],
      'M,A,M': [-562.232, 1169.797],
      'M,Ad,M': [-552.063, 1153.031],
    },
  },
  {
    series: 'serverUsers',
    values: serverUsers,
    season: 1,
    models: {
      'A,N,N': [-405.546, 817.341],
      'A,A,N': [-359.347, 729.332],
      'A,Ad,N': [-352.865, 718.634],
      'M,N,N': [-406.135, 818.519],
      'M,A,N': [-365.088, 740.814],
      'M,Ad,N': [-360.252, 733.407],
    },
  },
  {
    series: 'lynx',
    values: lynx,
    season: 1,
    models: {
      'A,N,N': [-1076.523, 2159.264],
      'A,A,N': [-1079.68, 2169.915],
      'A,Ad,N': [-1076.361, 2165.508],
      'M,N,N': [-1026.069, 2058.356],
      'M,A,N': [-1027.508, 2065.572],
      'M,Ad,N': [-1024.986, 2062.756],
    },
  },
  {
    series: 'gas',
    values: gas,
    season: 4,
    models: {
      'A,N,N': [-812.867, 1631.964],
      'A,A,N': [-804.911, 1620.41],
      'A,Ad,N': [-804.877, 1622.586],
      'M,N,N': [-763.04, 1532.312],
      'M,A,N': [-749.912, 1510.413],
      'M,Ad,N': [-751.21, 1515.252],
      'A,N,A': [-652.652, 1320.423],
      'A,A,A': [-646.186, 1312.208],
      'A,Ad,A': [-647.584, 1317.436],
      'M,N,A': [-679.527, 1374.174],
      'M,A,A': [-704.243, 1428.322],
      'M,Ad,A': [-714.581, 1451.429],
      'M,N,M': [-635.708, 1286.536],
      'M,A,M': [-618.361, 1256.558],
      'M,Ad,M': [-619.488, 1261.245],
    },
  },
  {
    series: 'nile',
    values: nile,
    season: 1,
    models: {
      'A,N,N': [-726.391, 1459.031],
      'A,A,N': [-725.956, 1462.55],
      'A,Ad,N': [-726.502, 1465.907],
      'M,N,N': [-726.151, 1458.552],
      'M,A,N': [-725.741, 1462.121],
      'M,Ad,N': [-726.307, 1465.518],
    },
  },
] as const

for (const { series, values, season, models } of byR) {
  test(`every model of ${series} is at least as likely as R finds it`, () => {
    const trial = trialOf({ values, season })
    expect(trial.forms.map(f => `${f.error},${f.trend},${f.season}`).toSorted()).toEqual(
      Object.keys(models).toSorted(),
    )
    for (const form of trial.forms) {
      const known: Readonly<Record<string, readonly [number, number]>> = models
      const [likelihood, aicc] = known[`${form.error},${form.trend},${form.season}`]!
      const found = trial.fit(form, thoroughEffort(season))!
      expect(-found.deviance / 2).toBeGreaterThan(likelihood - 0.01)
      // The same count of parameters: the criteria differ as the likelihoods do.
      expect(found.aicc - aicc).toBeCloseTo(found.deviance + 2 * likelihood, 1)
    }
  })
}

test('where the likelihood has one top, it is the top that R finds', () => {
  const likelihood = (values: Float64Array, season: number, name: string) => {
    const trial = trialOf({ values, season })
    const form = trial.forms.find(f => `${f.error},${f.trend},${f.season}` === name)!
    return -trial.fit(form, thoroughEffort(season))!.deviance / 2
  }
  expect(likelihood(nile, 1, 'A,N,N')).toBeCloseTo(-726.391, 2)
  expect(likelihood(nile, 1, 'A,A,N')).toBeCloseTo(-725.956, 2)
  expect(likelihood(nile, 1, 'M,N,N')).toBeCloseTo(-726.151, 2)
  expect(likelihood(airPassengers, 12, 'A,N,N')).toBeCloseTo(-863.893, 2)
  expect(likelihood(gas, 4, 'M,N,M')).toBeCloseTo(-635.708, 2)
  expect(likelihood(gas, 4, 'M,A,N')).toBeCloseTo(-749.908, 2)
})

test('the model chosen is the one that R chooses, unless R stopped short of a better one', () => {
  const chosen = (values: Float64Array, season: number) => {
    const fit = ets({ values, season })
    return 'none' in fit ? fit.none : fit.method
  }
  expect(chosen(accidentalDeaths, 12)).toBe('ETS(A,N,A)')
  expect(chosen(serverUsers, 1)).toBe('ETS(A,Ad,N)')
  expect(chosen(gas, 4)).toBe('ETS(M,A,M)')
  expect(chosen(nile, 1)).toBe('ETS(M,N,N)')
  // Here ETS(M,A,M) has log-likelihood −675.998; R ends at −682.404 and takes ETS(M,Ad,M), criterion 1400.6.
  expect(chosen(airPassengers, 12)).toBe('ETS(M,A,M)')
  const fit = ets({ values: airPassengers, season: 12 })
  expect('none' in fit ? undefined : fit.aicc).toBeLessThan(1391)
})
