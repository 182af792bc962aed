import { addDays } from '#core/calendar/index.ts'
import { asOf, chances, leanOf, learnDeals, recalibration, uncorrected } from '#core/forecast/deals/index.ts'
import { type Foretold, seeded } from '#core/stats/index.ts'
import { expect, test } from 'vitest'
import { cuts, plainWorld, today } from './worlds.ts'

const learn = (deals: ReturnType<typeof plainWorld>) => {
  const learnt = learnDeals({ deals, day: today, cuts, days: 91 })
  if ('none' in learnt) throw new Error(learnt.none)
  return learnt
}

test('in a hundred worlds without a trick what was said lies within the noise of what came, 95 in 100', () => {
  const then = cuts.at(-1)!
  const end = addDays(then, 91)
  let within = 0
  for (let seed = 1; seed <= 100; seed++) {
    const later = new Map(plainWorld({ seed, deals: 900, years: 5 }).map(deal => [deal.id, deal]))
    const deals = asOf([...later.values()], then)
    // as on that day: whatever is corrected, is corrected by month ends that had come due
    const learnt = learnDeals({ deals, day: then, cuts: cuts.slice(3, 6), days: 91 })
    if ('none' in learnt) throw new Error(learnt.none)
    const said = deals
      .filter(({ closed }) => closed === null)
      .map(deal => ({
        chance: chances(learnt.model, deal, { day: then, ends: [end] }).won[0]!,
        came: later.get(deal.id)!.won === true && later.get(deal.id)!.closed! <= end,
      }))
    if (holds(said)) within++
  }
  // 95 of 100 are due; fewer than 91 would be no luck any more
  expect(within).toBeGreaterThanOrEqual(91)
})

/** Whether as many came as independent chances let expect, 95 times in 100 (the normal approximation of their sum). */
function holds(of: readonly Foretold[]): boolean {
  const said = of.reduce((sum, { chance }) => sum + chance, 0)
  const spread = Math.sqrt(of.reduce((sum, { chance }) => sum + chance * (1 - chance), 0))
  return Math.abs(said - of.filter(({ came }) => came).length) <= 1.96 * spread
}

test('a world that turned worse is followed: the correction takes most of what was said too much', () => {
  // from the eighth week of the second year on deals are won a third as often
  const { record, model } = learn(
    plainWorld({ seed: 3, deals: 4000, win: week => (week < 60 ? 0.06 : 0.02) }),
  )
  const { before, after } = record!.correction!
  expect(before.said - before.came).toBeGreaterThan(0.08)
  expect(Math.abs(after.said - after.came)).toBeLessThan((before.said - before.came) / 2)
  expect(after.brier).toBeLessThan(before.brier)
  expect(model.recalibration.factor).toBeLessThan(0.9)
})

test('a steady world is corrected by next to nothing', () => {
  const { model, record } = learn(plainWorld({ seed: 5, deals: 4000 }))
  expect(Math.abs(model.recalibration.factor - 1)).toBeLessThan(0.06)
  expect(record!.brier).toBeLessThan(record!.brierOfUsual + 0.005)
  const inside = record!.bins.filter(({ foretold, came }) => came.low <= foretold && foretold <= came.high)
  expect(inside.length).toBeGreaterThanOrEqual(6)
})

test('deals that ended before the ledger begins are not taken for deals that lived on', () => {
  const watched = addDays(today, -300)
  const whole = plainWorld({ seed: 7, deals: 4000 })
  const cutOff = plainWorld({ seed: 7, deals: 4000, watched })
  const rate = (deals: typeof whole) =>
    learn(deals)
      .model.hazards.won.slice(0, 8)
      .reduce((sum, one) => sum + one / 8, 0)
  expect(cutOff.length).toBeLessThan(whole.length - 500)
  expect(rate(whole)).toBeCloseTo(-Math.log(1 - 0.06), 2)
  expect(rate(cutOff)).toBeCloseTo(rate(whole), 2)
  // as if they had been watched from their birth: the young seem to live
  const blind = cutOff.map(deal => ({ ...deal, known: deal.created }))
  expect(rate(blind)).toBeLessThan(rate(whole) - 0.01)
})

test('a lean is drawn to nothing by how unsure it is', () => {
  const chance = seeded(11)
  const said = (chances: number, real: number) =>
    Array.from({ length: 400 }, () => ({ chance: chances, came: chance.uniform() < real }))
  expect(recalibration([])).toEqual(uncorrected)
  const three = [said(0.4, 0.4), said(0.4, 0.4), said(0.4, 0.4)]
  expect(recalibration(three.map(leanOf)).factor).toBeCloseTo(1, 1)
  // 1 − (1 − .5)^f = .3
  const exact = Math.log(0.7) / Math.log(0.5)
  const many = recalibration(Array.from({ length: 12 }, () => leanOf(said(0.5, 0.3))))
  expect(many.factor).toBeCloseTo(exact, 1)
  // one month end alone might be luck of its own
  expect(Math.abs(recalibration([leanOf(said(0.5, 0.45))]).factor - 1)).toBeLessThan(0.05)
})
