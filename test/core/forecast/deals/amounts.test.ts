import { amountDraw } from '#core/forecast/deals/amounts.ts'
import type { Deal } from '#core/forecast/deals/index.ts'
import { seeded } from '#core/stats/index.ts'
import { expect, test } from 'vitest'

const won = (person: string, amount: number, i: number): Deal => ({
  id: `${person}${i}`,
  person,
  segment: '',
  created: '2026-01-01',
  known: '2026-01-01',
  closed: '2026-02-01',
  won: true,
  amount,
  stays: [],
})
/** Twenty won deals of each of ten people, about a level that is `apart` times as high for every other one. */
const world = (apart: number) => {
  const chance = seeded(1)
  return Array.from({ length: 200 }, (_, i) =>
    won(`p${i % 10}`, Math.round((i % 2 === 0 ? 1000 : 1000 * apart) * (0.5 + chance.uniform())), i),
  )
}
const meanOf = (deals: readonly Deal[], person: string) => {
  const draw = amountDraw(deals)
  const random = seeded(2)
  return Array.from({ length: 4000 }, () => draw(person, random)).reduce((sum, one) => sum + one / 4000, 0)
}

test('amounts are drawn from own deals where people’s differ, from everybody’s where they do not', () => {
  expect(meanOf(world(4), 'p0')).toBeLessThan(1150)
  expect(meanOf(world(4), 'p1')).toBeGreaterThan(3700)
  const alike = world(1)
  const lucky = alike.map(deal => (deal.person === 'p3' ? { ...deal, amount: deal.amount! * 1.1 } : deal))
  expect(meanOf(lucky, 'p3')).toBeLessThan(1075)
})

test('who never won draws from everybody, and nobody’s wins are worth nothing', () => {
  const all = world(4).reduce((sum, { amount }) => sum + amount! / 200, 0)
  expect(meanOf(world(4), 'newcomer') / all).toBeCloseTo(1, 1)
  expect(meanOf([], 'p0')).toBe(0)
})
