import { credibility } from '#core/stats/index.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

/**
 * Hachemeister 1975, bodily injury claims of five states over twelve quarters, as the R package actuar's vignette
 * “Credibility theory features of actuar” prints it: weights, means, variances, credibility and premiums.
 */
const states = [
  { weight: 100155, mean: 2060.921, trust: 0.9847404, premium: 2055.165 },
  { weight: 19895, mean: 1511.224, trust: 0.9276352, premium: 1523.706 },
  { weight: 13735, mean: 1805.843, trust: 0.8984754, premium: 1793.444 },
  { weight: 4152, mean: 1352.976, trust: 0.7279092, premium: 1442.967 },
  { weight: 36110, mean: 1599.829, trust: 0.9587911, premium: 1603.285 },
]
const within = 139120026

test('Hachemeister’s states come out as published', () => {
  // the published within variance is spread evenly over the states: only its total counts
  const groups = states.map(({ weight, mean }) => {
    const sum = weight * mean
    return { n: 12, weight, sum, squares: within * 11 + sum ** 2 / weight }
  })
  const found = credibility(groups)!
  expect(found.within / within).toBeCloseTo(1, 6)
  expect(found.between / 89638.73).toBeCloseTo(1, 3)
  expect(found.overall).toBeCloseTo(1683.713, 1)
  for (const [index, { trust, premium }] of states.entries()) {
    expect(found.groups[index]!.trust).toBeCloseTo(trust, 4)
    expect(found.groups[index]!.estimate).toBeCloseTo(premium, 1)
  }
})

test('every estimate lies between the group’s own mean and that of all', () => {
  const group = fc.array(
    fc.tuple(fc.double({ min: 0.1, max: 100, noNaN: true }), fc.double({ min: 0, max: 2, noNaN: true })),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  fc.assert(
    fc.property(fc.array(group, { minLength: 1, maxLength: 6 }), observed => {
      const groups = observed.map(list => ({
        n: list.length,
        weight: list.reduce((sum, [w]) => sum + w, 0),
        sum: list.reduce((sum, [w, x]) => sum + w * x, 0),
        squares: list.reduce((sum, [w, x]) => sum + w * x * x, 0),
      }))
      const found = credibility(groups)!
      for (const [index, { trust, estimate }] of found.groups.entries()) {
        const own = groups[index]!.sum / groups[index]!.weight
        expect(trust).toBeGreaterThanOrEqual(0)
        expect(trust).toBeLessThanOrEqual(1)
        expect(estimate).toBeGreaterThanOrEqual(Math.min(own, found.overall) - 1e-9)
        expect(estimate).toBeLessThanOrEqual(Math.max(own, found.overall) + 1e-9)
      }
    }),
  )
})

test('groups that say the same are one group, and nobody’s groups are none', () => {
  expect(credibility([])).toBeUndefined()
  const alike = { n: 3, weight: 3, sum: 2.7, squares: 2.43 }
  expect(credibility([alike, alike])!.groups).toMatchObject([{ trust: 0 }, { trust: 0 }])
  expect(credibility([alike, alike])!.overall).toBeCloseTo(0.9, 12)
})
