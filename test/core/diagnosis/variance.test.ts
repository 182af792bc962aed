import { type Attained, spreadInterval, varianceParts } from '#core/diagnosis/index.ts'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

function read(
  path: string,
  columns: { person: number; period: number; quota: number; attainment: number },
): Attained[] {
  const [, ...rows] = readFileSync(path, 'utf8').trim().split('\n')
  return rows.map(row => {
    const cells = row.split(',')
    return {
      person: cells[columns.person]!,
      period: cells[columns.period]!,
      quota: Number(cells[columns.quota]),
      attainment: Number(cells[columns.attainment]),
    }
  })
}

const crossed = read('test/core/diagnosis/known/crossed.csv', {
  person: 0,
  period: 1,
  quota: 2,
  attainment: 3,
})
const bicycles = read('demo/known-answers/attainment.csv', { person: 0, period: 1, quota: 4, attainment: 6 })

function fitted(of: readonly Attained[]) {
  const fit = varianceParts(of)
  if ('none' in fit) throw new Error(fit.none)
  return fit
}

// the expected values of the next two tests were printed by lme4 1.1-31: lmer(attainment ~ 1 + (1|person) + (1|period))
test('people, periods and the rest, with cells missing, as lme4 has them', () => {
  const fit = fitted(crossed)
  expect(fit.person).toBeCloseTo(0.1778032, 4)
  expect(fit.period).toBeCloseTo(0.0128518, 3)
  expect(fit.residual).toBeCloseTo(0.2605651, 5)
  expect(fit.mean.estimate).toBeCloseTo(1.0190926, 6)
  expect(fit.mean.error).toBeCloseTo(0.05769105, 5)
  expect(fit.deviance).toBeCloseTo(48.9512627, 6)
  expect(fit.people.get('7')).toBeCloseTo(-0.280704, 4)
  expect(fit.people.get('9')).toBeCloseTo(0.329948, 4)
  expect(fit.periods.get('9')).toBeCloseTo(0.00429, 3)
  expect(fit.singular).toBe(false)
})

test('the bicycle firm’s 163 quotas: people and periods differ by next to nothing', () => {
  const fit = fitted(bicycles)
  expect(fit.mean.estimate).toBeCloseTo(0.8425915, 5)
  expect(fit.person).toBeCloseTo(0.0155486, 4)
  expect(fit.period).toBeCloseTo(0.0149155, 4)
  expect(fit.residual).toBeCloseTo(0.0993742, 5)
  expect(fit.deviance).toBeCloseTo(-219.610485, 5)
  expect(spreadInterval(bicycles, fit, 'person').low).toBe(0)
})

test('people who never differ have no variance, and that is an answer', () => {
  const chance = [0.9, 1.1, 1.0, 0.8, 1.2, 0.95]
  const cells = ['a', 'b', 'c', 'd'].flatMap((person, i) =>
    chance.map((_, t) => ({ person, period: `${t}`, quota: 100, attainment: chance[(t + i) % 6]! })),
  )
  const fit = fitted(cells)
  expect(fit.person).toBe(0)
  expect(fit.singular).toBe(true)
  const interval = spreadInterval(cells, fit, 'person')
  expect(interval.low).toBe(0)
  expect(interval.high).toBeGreaterThan(0)
  expect(interval.high).toBeLessThan(1)
})

/**
 * `restricted`: where lme4's own restricted criterion (its ldL2, ldRX2 and penalised squares), at its best over all else,
 * has risen by 3.8415. `confint`: what confint(method = 'profile') prints, which refits by the likelihood that is not
 * restricted and so draws persons and periods in somewhat. Both printed by lme4 1.1-31.
 */
const bounds = [
  {
    data: 'crossed',
    part: 'person',
    restricted: [0.104532393, 0.310145679],
    confint: [0.0991154, 0.2883991],
  },
  { data: 'crossed', part: 'period', restricted: [0, 0.11485543], confint: [0, 0.1094681] },
  {
    data: 'crossed',
    part: 'residual',
    restricted: [0.225673478, 0.303828343],
    confint: [0.2258489, 0.3037943],
  },
  { data: 'bicycles', part: 'person', restricted: [0, 0.0448252557], confint: [0, 0.0413082] },
  { data: 'bicycles', part: 'period', restricted: [0, 0.0408974824], confint: [0, 0.0376332] },
  {
    data: 'bicycles',
    part: 'residual',
    restricted: [0.0887836126, 0.1121633813],
    confint: [0.0889459, 0.1124266],
  },
] as const

test.each(bounds)('$part of $data has the bounds that lme4 has', ({ data, part, restricted, confint }) => {
  const cells = data === 'crossed' ? crossed : bicycles
  const { low, high } = spreadInterval(cells, fitted(cells), part)
  expect(low).toBeCloseTo(restricted[0], 5)
  expect(high).toBeCloseTo(restricted[1], 5)
  expect(Math.abs(low - confint[0])).toBeLessThanOrEqual(0.1 * confint[0])
  expect(Math.abs(high - confint[1])).toBeLessThanOrEqual(0.1 * confint[1])
})

test('too few cells are refused', () => {
  expect(varianceParts(crossed.slice(0, 5))).toEqual({ none: 'too_few' })
  expect(varianceParts(crossed.filter(({ period }) => period === '1'))).toEqual({ none: 'too_few' })
})
