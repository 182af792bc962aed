import { brier, reliability, seeded } from '#core/stats/index.ts'
import { expect, test } from 'vitest'

test('Brier’s score of four forecasts, worked by hand', () => {
  const foretold = [
    { chance: 0.9, came: true }, // .01
    { chance: 0.8, came: false }, // .64
    { chance: 0.3, came: false }, // .09
    { chance: 0.5, came: true }, // .25
  ]
  expect(brier(foretold)).toBeCloseTo(0.2475, 12)
  expect(brier([])).toBeUndefined()
})

test('true chances lie on the diagonal, boastful ones above it', () => {
  const chance = seeded(1)
  const honest = Array.from({ length: 5000 }, () => {
    const said = chance.uniform()
    return { chance: said, came: chance.uniform() < said }
  })
  const bins = reliability(honest)
  expect(bins.length).toBe(10)
  expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(5000)
  expect(
    bins.filter(({ foretold, came }) => came.low <= foretold && foretold <= came.high).length,
  ).toBeGreaterThanOrEqual(8)
  const boastful = honest.map(({ chance: said, came }) => ({ chance: Math.sqrt(said), came }))
  expect(
    reliability(boastful).filter(({ foretold, came }) => came.high < foretold).length,
  ).toBeGreaterThanOrEqual(7)
})
