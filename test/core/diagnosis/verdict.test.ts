import { type Attained, expectedByForecast, expectedByGrowth, verdict } from '#core/diagnosis/index.ts'
import { minor } from '#core/money/index.ts'
import { seeded } from '#core/stats/index.ts'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Seventeen people in six territories over eight quarters, `level` of quota on average. */
function world(of: { seed: number; level?: number; planted?: (person: number) => number }): Attained[] {
  const chance = seeded(of.seed)
  const quotas = Array.from({ length: 17 }, () => Math.round(Math.exp(11 + 0.5 * chance.normal())))
  const size = quotas.reduce((sum, quota) => sum + quota, 0) / quotas.length
  return Array.from({ length: 8 }, () => 0.03 * chance.normal()).flatMap((common, period) =>
    quotas.map((quota, person) => ({
      person: `p${person}`,
      period: `q${period}`,
      quota,
      attainment:
        (of.level ?? 1) +
        common +
        (of.planted?.(person) ?? 0) +
        0.1 * Math.sqrt(size / quota) * chance.normal(),
    })),
  )
}

const territories = new Map(Array.from({ length: 17 }, (_, person) => [`p${person}`, `t${person % 6}`]))
const draws = Array.from({ length: 30 }, (_, i) => i + 1)

/** Who sells which line; it cuts across the territories. */
const lines = new Map(Array.from({ length: 17 }, (_, person) => [`p${person}`, `line ${person % 4}`]))

function judged(attained: readonly Attained[], period = 'q7') {
  const now = attained.filter(cell => cell.period === period)
  const target = minor(now.reduce((sum, { quota }) => sum + quota, 0))
  const gap = minor(Math.round(now.reduce((sum, { quota, attainment }) => sum + quota * (attainment - 1), 0)))
  const groupings = [
    { by: 'territory' as const, of: territories },
    { by: 'product_line' as const, of: lines },
  ]
  return { gap, ...verdict({ period, attained, target, gap, expected: null, groupings }) }
}

const total = (parts: object) => Object.values(parts).reduce((sum: number, part: number) => sum + part, 0)

test('all fifteen per cent under is common: the design is questioned, and nobody named', () => {
  const right = draws.filter(seed => {
    const { design, named, groups, parts, gap } = judged(world({ seed, level: 0.85 }))
    return (
      design.questioned && named.length + groups.length === 0 && Math.abs(parts!.common - gap) < -0.35 * gap
    )
  })
  expect(right.length).toBeGreaterThanOrEqual(0.9 * draws.length)
})

test('noise names nobody, and hardly ever questions the design', () => {
  const found = draws.map(seed => judged(world({ seed })))
  expect(found.filter(one => one.named.length + one.groups.length > 0).length).toBeLessThanOrEqual(2)
  expect(found.filter(one => one.design.questioned).length).toBeLessThanOrEqual(0.2 * draws.length)
})

test('two far under are named, and the design is not: theirs is people’s part', () => {
  const planted = (person: number) => (person === 3 || person === 10 ? -0.6 : 0.08)
  const found = draws.map(seed => judged(world({ seed, planted })))
  expect(found.filter(one => one.named.join() === 'p3,p10').length).toBeGreaterThanOrEqual(
    0.95 * draws.length,
  )
  expect(found.filter(one => one.design.questioned).length).toBeLessThanOrEqual(0.05 * draws.length)
})

test('one territory under is named before its people', () => {
  const planted = (person: number) => (person % 6 === 2 ? -0.35 : 0.05)
  const right = draws.filter(seed => {
    const { groups, named } = judged(world({ seed, planted }))
    return groups.map(({ by, group }) => `${by} ${group}`).join() === 'territory t2' && named.length === 0
  })
  expect(right.length).toBeGreaterThanOrEqual(0.9 * draws.length)
})

test('one product line under is named before its people, where no territory is', () => {
  const planted = (person: number) => (person % 4 === 1 ? -0.35 : 0.1)
  const found = draws.map(seed => judged(world({ seed, planted })))
  const right = found.filter(
    ({ groups, named }) =>
      groups.map(({ by, group }) => `${by} ${group}`).join() === 'product_line line 1' && named.length === 0,
  )
  expect(right.length).toBeGreaterThanOrEqual(0.9 * draws.length)
  expect(right[0]!.groups[0]!.difference).toBeCloseTo(-0.45, 1)
})

test('all of one product line miss, and so do most: the design is questioned, and the line is said', () => {
  const planted = (person: number) => (person % 4 === 1 ? -0.6 : -0.15)
  const { design, groups } = judged(world({ seed: 3, planted }))
  expect(design).toMatchObject({ questioned: true, most: true })
  expect(groups).toMatchObject([{ by: 'product_line', group: 'line 1', people: 4 }])
})

test('common, personal and unexplained are the gap to the last minor unit', () => {
  for (const seed of draws) {
    const { parts, gap } = judged(world({ seed, level: 0.9 }))
    expect(total(parts!)).toBe(gap)
  }
})

test('the bicycle firm: all seventeen miss, people and periods differ by next to nothing, the gap is the design’s', () => {
  const [, ...rows] = readFileSync('demo/known-answers/attainment.csv', 'utf8').trim().split('\n')
  const attained = rows.map(row => {
    const [person, period, , , quota, , attainment] = row.split(',')
    return { person: person!, period: period!, quota: Number(quota), attainment: Number(attainment) }
  })
  const { design, parts, gap } = judged(attained, 'FY14 Q4')
  expect(design).toMatchObject({ questioned: true, most: true, missed: 17, people: 17 })
  expect(parts!.common / gap).toBeGreaterThan(0.9)
  expect(Math.abs(parts!.personal / gap)).toBeLessThan(0.05)
  expect(attained.filter(({ attainment }) => attainment >= 1)).toHaveLength(8)
})

test('a target is beyond, within or below what the growth of earlier years lets expect', () => {
  // logarithms −.1, 0, .1, 0: mean 0, spread .08165; t(.9, 3) = 1.63774; reach 1.63774 × .08165 × √1.25 = .14951
  const growths = [-0.1, 0, 0.1, 0].map(Math.exp)
  const expected = expectedByGrowth({ reference: minor(100_000), growths })
  // t(.975, 3) = 3.18245; reach 3.18245 × .08165 × √1.25 = .29052
  expect(expected).toEqual({
    is: 'year_before',
    amount: 100_000,
    range80: { low: 86_113, high: 116_126 },
    range95: { low: 74_788, high: 133_712 },
  })
  const few = expectedByGrowth({ reference: minor(100_000), growths: growths.slice(1) })
  expect(few).toMatchObject({ amount: 100_000, range80: null, range95: null })
  const judge = (target: number) =>
    verdict({
      period: 'q',
      attained: [],
      gap: minor(0),
      target: minor(target),
      expected,
      groupings: [],
    }).design.target
  expect([judge(80_000), judge(100_000), judge(120_000)]).toEqual(['below', 'within', 'beyond'])
})

test('of a period under way the forecast counts for as much as the target does', () => {
  const foretold = { mean: 1001, low80: 801, high80: 1201, low95: 701, high95: 1301 }
  expect(expectedByForecast({ foretold, share: 0.5 })).toEqual({
    is: 'forecast',
    amount: 501,
    range80: { low: 401, high: 601 },
    range95: { low: 351, high: 651 },
  })
})

test('of one person alone nothing is said', () => {
  const alone = world({ seed: 1 }).filter(({ person }) => person === 'p1')
  expect(judged(alone)).toMatchObject({ parts: null, funnel: null, named: [], design: { questioned: false } })
})
