import { type Attained, funnel, varianceParts } from '#core/diagnosis/index.ts'
import { seeded } from '#core/stats/index.ts'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Seventeen people in six territories over `periods` quarters; `planted` moves a person's attainment. */
function draw(of: { seed: number; periods: number; planted?: (person: number) => number }): Attained[] {
  const chance = seeded(of.seed)
  const quotas = Array.from({ length: 17 }, () => Math.exp(6 + 0.5 * chance.normal()))
  const size = quotas.reduce((sum, quota) => sum + quota, 0) / quotas.length
  return Array.from({ length: of.periods }, () => 0.08 * chance.normal()).flatMap((common, period) =>
    quotas.map((quota, person) => ({
      person: `p${person}`,
      period: `q${period}`,
      quota,
      attainment: Math.max(
        0,
        0.95 + common + (of.planted?.(person) ?? 0) + 0.22 * Math.sqrt(size / quota) * chance.normal(),
      ),
    })),
  )
}

const territories = new Map(Array.from({ length: 17 }, (_, person) => [`p${person}`, `t${person % 6}`]))

function named(of: readonly Attained[]) {
  const found = funnel(of, territories)
  if ('none' in found) throw new Error(found.none)
  return {
    people: found.points.filter(point => point.named).map(({ person }) => person),
    groups: found.groups.map(({ group }) => group),
  }
}

const draws = Array.from({ length: 100 }, (_, i) => i + 1)

test('pure noise names nobody', () => {
  const wrong = draws.filter(seed => {
    const { people, groups } = named(draw({ seed, periods: 12 }))
    return people.length + groups.length > 0
  })
  expect(wrong.length).toBeLessThanOrEqual(5)
})

test('all fifteen per cent under is nobody’s in particular', () => {
  const wrong = draws.filter(seed => {
    const { people, groups } = named(draw({ seed, periods: 12, planted: () => -0.15 }))
    return people.length + groups.length > 0
  })
  expect(wrong.length).toBeLessThanOrEqual(5)
})

test('two of seventeen sixty per cent under are named, and no other', () => {
  const planted = (person: number) => (person === 3 || person === 10 ? -0.57 : 0)
  const right = draws.filter(seed => {
    const { people, groups } = named(draw({ seed, periods: 12, planted }))
    return people.join() === 'p3,p10' && groups.length === 0
  })
  expect(right.length).toBeGreaterThanOrEqual(95)
})

test('one territory under is named as a territory, not as its people', () => {
  const planted = (person: number) => (person % 6 === 2 ? -0.35 : 0)
  const right = draws.filter(seed => {
    const { people, groups } = named(draw({ seed, periods: 12, planted }))
    return people.length === 0 && groups.join() === 't2'
  })
  expect(right.length).toBeGreaterThanOrEqual(90)
})

test('the picture shows what is judged: beyond the outer limits stand those who are named, and nobody else', () => {
  const worlds = [
    () => 0,
    (person: number) => (person === 3 || person === 10 ? -0.57 : 0),
    (person: number) => (person % 6 === 2 ? -0.35 : 0),
    (person: number) => (person < 3 ? [-0.25, -0.3, 0.35][person]! : 0),
  ]
  const points = worlds.flatMap(planted =>
    draws.slice(0, 40).flatMap(seed => {
      const found = funnel(draw({ seed, periods: 12, planted }), territories)
      if ('none' in found) throw new Error(found.none)
      return found.points.map(point => ({ ...point, ...found.limits(point.quota), centre: found.centre }))
    }),
  )
  const outside = points.filter(({ adjusted, centre, far }) => Math.abs(adjusted - centre) > far)
  expect(outside).toEqual(points.filter(({ named }) => named))
  expect(outside.length).toBeGreaterThan(100)
  // where nobody is particular one in twenty lies beyond the inner limits
  const noise = points.slice(0, 40 * 17)
  const inner = noise.filter(({ adjusted, centre, usual }) => Math.abs(adjusted - centre) > usual).length
  expect(inner / noise.length).toBeGreaterThan(0.03)
  expect(inner / noise.length).toBeLessThan(0.08)
})

test('the bicycle firm: nobody beyond the outer limits, three beyond the inner, and what is left as REML has it', () => {
  const [, ...rows] = readFileSync('demo/known-answers/attainment.csv', 'utf8').trim().split('\n')
  const attained = rows.map(row => {
    const [person, period, , , quota, , attainment] = row.split(',')
    return { person: person!, period: period!, quota: Number(quota), attainment: Number(attainment) }
  })
  const found = funnel(attained)
  const fit = varianceParts(attained)
  if ('none' in found || 'none' in fit) throw new Error('too few')
  const beyond = (limit: 'usual' | 'far') =>
    found.points
      .filter(({ adjusted, quota }) => Math.abs(adjusted - found.centre) > found.limits(quota)[limit])
      .map(({ person }) => person)
  expect(beyond('usual')).toEqual(['276', '280', '283'])
  expect(beyond('far')).toEqual([])
  expect(Math.abs(found.residual / fit.residual - 1)).toBeLessThan(0.01)
})

test('one period alone has limits too, from the people themselves', () => {
  const found = funnel(
    draw({ seed: 5, periods: 1, planted: person => (person === 4 ? -0.9 : 0) }),
    territories,
  )
  if ('none' in found) throw new Error(found.none)
  expect(found.residual).toBeGreaterThan(0)
  expect(found.limits(400).far).toBeGreaterThan(found.limits(400).usual)
  expect(found.limits(100).usual).toBeGreaterThan(found.limits(1000).usual)
})

test('four people are too few to stand out from', () => {
  const few = draw({ seed: 1, periods: 6 }).filter(({ person }) => ['p0', 'p1', 'p2', 'p3'].includes(person))
  expect(funnel(few)).toEqual({ none: 'too_few' })
})
