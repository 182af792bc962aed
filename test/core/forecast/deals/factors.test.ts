import { addDays } from '#core/calendar/index.ts'
import { asOf, chances, type Deal, learnHazards, uncorrected } from '#core/forecast/deals/index.ts'
import { seeded } from '#core/stats/index.ts'
import { expect, test } from 'vitest'
import { began, today } from './worlds.ts'

/** Chances a week to be won in either half; in both, 4 % a week are lost. */
const win = { hard: 0.02, easy: 0.08 }
const loss = 0.04
/** What comes of them in 13 weeks: won's part × 1 − (neither won nor lost)^13. */
const truth = (of: number) => (of / (of + loss)) * (1 - (1 - of - loss) ** 13)

/** Two years of deals in two segments; eight people, each of whom works one of them, or all both. */
function world(of: { seed: number; deals: number; nested: boolean }): Deal[] {
  const chance = seeded(of.seed)
  const all = Array.from({ length: of.deals }, (_, i): Deal => {
    const seller = chance.below(8)
    const segment = (of.nested ? seller : chance.below(2)) % 2 === 0 ? 'hard' : 'easy'
    const created = addDays(began, chance.below(730))
    let end: { days: number; won: boolean } | null = null
    for (let week = 0; week < 104 && !end; week++) {
      const draw = chance.uniform()
      if (draw < win[segment] + loss) end = { days: 7 * week + chance.below(7), won: draw < win[segment] }
    }
    return {
      id: `d${i}`,
      person: `p${seller}`,
      segment,
      created,
      known: began,
      closed: end && addDays(created, end.days),
      won: end?.won ?? null,
      amount: 1000,
      stays: [],
    }
  })
  return asOf(all, today)
}

/** What is said of new deals of each of some people, on average. */
function saidOf(deals: readonly Deal[], segment: 'hard' | 'easy', people: readonly string[]): number {
  const hazards = learnHazards(deals, today)
  if ('none' in hazards) throw new Error(hazards.none)
  const model = { hazards, stages: null, recalibration: uncorrected }
  const said = people.map(person => {
    const fresh = { ...deals[0]!, segment, person, created: today, closed: null, won: null }
    return chances(model, fresh, { day: today, ends: [addDays(today, 91)] }).won[0]!
  })
  return said.reduce((sum, one) => sum + one / said.length, 0)
}
const [even, odd] = [
  ['p0', 'p2', 'p4', 'p6'],
  ['p1', 'p3', 'p5', 'p7'],
]

test('where everybody works one segment its effect counts once', () => {
  const deals = world({ seed: 1, deals: 6000, nested: true })
  expect(Math.abs(saidOf(deals, 'hard', even) - truth(win.hard))).toBeLessThan(0.015)
  expect(Math.abs(saidOf(deals, 'easy', odd) - truth(win.easy))).toBeLessThan(0.015)
})

test('where everybody works both, whose it is changes nothing', () => {
  const deals = world({ seed: 2, deals: 6000, nested: false })
  for (const people of [even, odd]) {
    expect(Math.abs(saidOf(deals, 'hard', people) - truth(win.hard))).toBeLessThan(0.02)
    expect(Math.abs(saidOf(deals, 'easy', people) - truth(win.easy))).toBeLessThan(0.02)
  }
})
