import { addDays } from '#core/calendar/index.ts'
import { chances, learnDeals, packed, unpacked } from '#core/forecast/deals/index.ts'
import { expect, test } from 'vitest'
import { cuts, stagedWorld, today } from './worlds.ts'

function learn(of: Parameters<typeof stagedWorld>[0]) {
  const deals = stagedWorld(of)
  const learnt = learnDeals({ deals, day: today, cuts, days: 91 })
  if ('none' in learnt) throw new Error(learnt.none)
  return { deals, ...learnt }
}

test('where the stage carries the truth it is found, used, and tells deals apart', () => {
  let used = 0
  for (let seed = 1; seed <= 4; seed++) if (learn({ seed, deals: 1200, lift: 8 }).stages.used) used++
  expect(used).toBeGreaterThanOrEqual(3)
  const { deals, model, stages } = learn({ seed: 1, deals: 900, lift: 8 })
  expect(stages.brierByStage).toBeLessThan(stages.brierByAge!)
  const one = deals.find(({ closed, stays }) => closed === null && stays.at(-1)?.stage === 'Talk')!
  const soon = (stage: string) =>
    chances(
      model,
      {
        ...one,
        created: addDays(today, -60),
        stays: [{ ...one.stays[0]!, stage, from: addDays(today, -20) }],
      },
      { day: today, ends: [addDays(today, 91)] },
    ).won[0]!
  // in 13 weeks: 1 − e^(−13 × .17) of which sixteen of seventeen are won, against deals that first have to get there
  expect(soon('Offer')).toBeGreaterThan(0.6)
  expect(soon('Talk')).toBeLessThan(soon('Offer') - 0.15)
})

test('where it carries nothing it is not used', () => {
  let used = 0
  for (let seed = 1; seed <= 8; seed++) if (learn({ seed, deals: 500, lift: 1 }).stages.used) used++
  expect(used).toBeLessThanOrEqual(1)
})

test('one export tells nothing of stages', () => {
  const deals = stagedWorld({ seed: 1, deals: 400, lift: 8 }).map(deal => ({
    ...deal,
    stays: deal.closed === null ? deal.stays.slice(-1).map(stay => ({ ...stay, seen: today })) : [],
  }))
  const learnt = learnDeals({ deals, day: today, cuts, days: 91 })
  expect(learnt).toMatchObject({
    stages: { used: false, why: 'too_few_seen', decided: 0, names: 2, cuts: 0, deals: 0 },
    model: { stages: null },
  })
})

test('shares won by stage add up over periods and never exceed one', () => {
  const { deals, model } = learn({ seed: 2, deals: 900, lift: 8 })
  const ends = [30, 61, 91, 182, 365].map(days => addDays(today, days))
  for (const deal of deals.filter(({ closed }) => closed === null)) {
    const { won, ever } = chances(model, deal, { day: today, ends })
    expect(Math.min(...won)).toBeGreaterThanOrEqual(0)
    expect(won.reduce((sum, chance) => sum + chance, 0)).toBeLessThanOrEqual(ever + 1e-9)
    expect(ever).toBeLessThanOrEqual(1)
  }
})

test('what was learnt comes back as it was from being kept as JSON', () => {
  const deals = stagedWorld({ seed: 1, deals: 900, lift: 8 })
  const learnt = learnDeals({ deals, day: today, cuts, days: 91 })
  expect(learnt).toMatchObject({ model: { stages: { names: ['Offer', 'Talk'] } } })
  expect(unpacked(JSON.parse(JSON.stringify(packed(learnt))))).toEqual(learnt)
  const none = { none: 'too_few_closed' } as const
  expect(unpacked(packed(none))).toEqual(none)
})
