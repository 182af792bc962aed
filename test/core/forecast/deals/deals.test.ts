import { addDays, type Day } from '#core/calendar/index.ts'
import {
  asOf,
  chances,
  type Deal,
  type DealModel,
  learnDeals,
  learnHazards,
  simulateDeals,
  uncorrected,
} from '#core/forecast/deals/index.ts'
import { quantile, seeded } from '#core/stats/index.ts'
import { expect, test } from 'vitest'

const start: Day = '2025-01-01'

/**
 * Two years of deals: each week a chance of 6 % to be won and 4 % to be lost, at most for a year. Deals in `hard`
 * are won half as often.
 */
function world(of: { seed: number; deals: number; hard?: string }): Deal[] {
  const chance = seeded(of.seed)
  return Array.from({ length: of.deals }, (_, i) => {
    const segment = `s${chance.below(4)}`
    const created = addDays(start, chance.below(730))
    const win = segment === of.hard ? 0.03 : 0.06
    let week = 0
    let end: boolean | null = null
    for (; week < 52 && end === null; week++) {
      const draw = chance.uniform()
      if (draw < win) end = true
      else if (draw < win + 0.04) end = false
    }
    return {
      id: `d${i}`,
      person: `p${i % 8}`,
      segment,
      created,
      closed: end === null ? null : addDays(created, week * 7 - chance.below(7)),
      won: end,
      amount: end === true ? 1000 + chance.below(500) : null,
      known: start,
      stays: [],
    }
  })
}

const day: Day = '2026-12-31'

function modelOf(deals: readonly Deal[], on = day): DealModel {
  const hazards = learnHazards(deals, on)
  if ('none' in hazards) throw new Error(hazards.none)
  return { hazards, stages: null, recalibration: uncorrected }
}

test('a deal is won as often as the world has it, and the later the less is left to win', () => {
  const deals = asOf(world({ seed: 1, deals: 3000 }), day)
  const model = modelOf(deals)
  const fresh = { ...deals[0]!, created: day, closed: null, won: null }
  const ends = [30, 90, 365, 800].map(days => addDays(day, days))
  const { won, ever, stale } = chances(model, fresh, { day, ends })
  expect(stale).toBe(false)
  // 6 of every 10 that close are won; nearly all close within a year
  expect(ever).toBeGreaterThan(0.55)
  expect(ever).toBeLessThan(0.65)
  expect(won.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(ever, 6)
  expect(won[0]! + won[1]!).toBeGreaterThan(0.35)
})

test('a hard segment is seen where it is large and believed little where it is small', () => {
  const ever = (deals: Deal[], segment: string) =>
    chances(
      modelOf(deals),
      { ...deals[0]!, segment, created: day, closed: null, won: null },
      { day, ends: [] },
    ).ever
  const many = asOf(world({ seed: 2, deals: 3000, hard: 's1' }), day)
  expect(ever(many, 's1')).toBeLessThan(ever(many, 's0') - 0.1)
  const few = asOf(world({ seed: 3, deals: 400 }), day)
  const lucky: Deal[] = Array.from({ length: 2 }, (_, i) => ({
    ...few[0]!,
    id: `lucky${i}`,
    segment: 'tiny',
    created: start,
    closed: addDays(start, 7),
    won: true,
  }))
  expect(ever([...few, ...lucky], 'tiny')).toBeLessThan(0.75)
})

test('deals older than any that closed are stale and bring nothing', () => {
  const deals = asOf(world({ seed: 4, deals: 500 }), day)
  const old: Deal = { ...deals[0]!, id: 'old', created: '2020-01-01', closed: null, won: null }
  expect(chances(modelOf([...deals, old]), old, { day, ends: [addDays(day, 90)] })).toMatchObject({
    stale: true,
    ever: 0,
  })
})

test('simulated sums hold what came, deals not yet seen among them', () => {
  const then: Day = '2026-06-30'
  const end: Day = '2026-12-31'
  let held = 0
  for (let seed = 1; seed <= 8; seed++) {
    const all = world({ seed: seed + 100, deals: 800 })
    const people = [...new Set(all.map(({ person }) => person))]
    const deals = asOf(all, then)
    const model = modelOf(deals, then)
    const simulation = simulateDeals({ model, deals, people, day: then, ends: [end], draws: 200 })
    const sums = new Float64Array(200)
    for (const person of people) {
      const { open, notYetSeen } = simulation.of(person, seeded(seed))
      for (let i = 0; i < 200; i++) sums[i]! += open[i]! + notYetSeen[i]!
    }
    const came = all.filter(({ closed, won }) => won === true && closed! > then && closed! <= end)
    const actual = came.reduce((sum, { amount }) => sum + amount!, 0)
    if (quantile(sums, 0.05)! <= actual && actual <= quantile(sums, 0.95)!) held++
  }
  expect(held).toBeGreaterThanOrEqual(6)
})

test('nothing closed is nothing learnt', () => {
  const deals = world({ seed: 1, deals: 50 }).map(deal => ({ ...deal, closed: null, won: null }))
  expect(learnHazards(deals, day)).toEqual({ none: 'too_few_closed' })
  expect(learnDeals({ deals, day, cuts: [], days: 91 })).toEqual({ none: 'too_few_closed' })
})
