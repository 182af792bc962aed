import { dealForecastActions } from '#actions/forecast/deals/show.ts'
import { addDays, type Day } from '#core/calendar/index.ts'
import { seeded } from '#core/stats/index.ts'
import type { ImportRow } from '#core/ledger/kinds.ts'
import { lendLearning } from '#jobs/learning.ts'
import { expect, test } from 'vitest'
import { asks } from '../asks.ts'
import { testDatabase } from '../db.ts'
import { lent } from '../lent.ts'
import { bringIn, lookUp } from '../settle.ts'
import { world } from '../world.ts'

const db = await testDatabase('world')
const ask = asks(lent(db, { learning: lendLearning(db) }))
const norrsken = await lookUp(db, world.name)
const [astrid, goran, zoe, ake] = await Promise.all(
  (['astrid', 'goran', 'zoe', 'ake'] as const).map(code => norrsken.as(code)),
)
if (!astrid || !goran || !zoe || !ake) throw new Error('Somebody is missing.')
const action = dealForecastActions[0]!

test('two decided deals are too few: what is there and what is needed is said, and the list stands', async () => {
  const { none, learnt, months, open, opportunities } = await ask(goran, action, { subject: 'company' })
  expect({ none, ...learnt, months, open }).toEqual({
    none: 'too_few_closed',
    closed: 2,
    needed: 10,
    left: 0,
    months: [],
    open: null,
  })
  expect(opportunities.length).toBeGreaterThan(3)
  expect(opportunities.every(({ soon, ever }) => soon === null && ever === null)).toBe(true)
})

test('of many: months that add up, chances that were true before, stale deals apart', async () => {
  await bringIn(db, norrsken.org, { opportunities: manyDeals() }, 'many')
  const answer = await ask(goran, action, { subject: 'company', limit: '500' })
  expect(answer.none).toBeNull()
  expect(answer.months).toHaveLength(12)
  for (const { open, notYetSeen, mean, low80, high80 } of answer.months) {
    expect(mean).toBe(open + notYetSeen)
    expect(low80).toBeLessThanOrEqual(high80)
  }
  const year = answer.sums.find(({ months }) => months === 12)!
  const total = answer.months.reduce((sum, { mean }) => sum + mean, 0)
  expect(Math.abs(year.mean - total)).toBeLessThan(13)
  expect(year.low80).toBeLessThan(year.mean)
  expect(year.high80).toBeGreaterThan(year.mean)
  // an open deal is worth its chance: simulated and reckoned agree
  const reckoned = answer.opportunities.reduce(
    (sum, { ever, credited }) => sum + (ever ?? 0) * (credited ?? 0),
    0,
  )
  expect(year.open / reckoned).toBeGreaterThan(0.9)
  expect(year.open / reckoned).toBeLessThan(1.1)
  expect(answer.opportunities.filter(({ stale }) => stale).map(({ name, ever }) => [name, ever])).toEqual([
    ['Forgotten', 0],
  ])
  expect(answer.open!.stale).toBe(1)
  // none of them says a day; an assumed one is never past
  const mine = answer.opportunities.filter(({ name }) => name.startsWith('Deal '))
  expect(mine.length).toBeGreaterThan(20)
  expect(mine.every(({ due }) => due === null || due > world.today)).toBe(true)
  const { record } = answer
  // every deal has the same odds here, so nothing can be said better than the usual rate
  expect(Math.abs(record!.brier - record!.brierOfUsual)).toBeLessThan(0.02)
  expect(
    record!.bins.filter(({ foretold, low, high }) => low <= foretold && foretold <= high).length,
  ).toBeGreaterThan(record!.bins.length / 2)
})

test('a person’s is that person’s: parts of a team never exceed it, and others’ are not found', async () => {
  const company = await ask(goran, action, { subject: 'company' })
  const own = await ask(ake, action, { subject: 'me' })
  expect(own.sums[3]!.open).toBeGreaterThan(0)
  expect(own.sums[3]!.open).toBeLessThan(company.sums[3]!.open)
  expect(own.opportunities.every(({ owners }) => owners.includes(ake.name))).toBe(true)
  // what a deal is worth to him is the same whoever looks; the organisation's record is everybody's
  const seen = await ask(zoe, action, { subject: `person:${ake.person}` })
  expect(seen.months).toEqual(own.months)
  expect(own.record).toEqual(company.record)
  await expect(ask(ake, action, { subject: `person:${goran.person}` })).rejects.toMatchObject({
    kind: 'not_found',
  })
})

test('of a team whose people one does not see, stale deals of fewer than four are not told', async () => {
  const { open, none } = await ask(goran, action, { subject: 'company' })
  expect({ none, open }).toMatchObject({ none: null, open: { stale: 1 } })
  const { open: told, months } = await ask(ake, action, { subject: 'company' })
  expect(told).toEqual({ count: open!.count, stale: null, staleAmount: null })
  expect(months).toHaveLength(12)
})

test('stages are known from the export that first told of them, and how a chance comes about adds up', async () => {
  const lead = { ...row(900, { created: addDays(world.today as Day, -20), amount: 7_000_00 }), name: 'Moved' }
  const then = addDays(world.today as Day, -12)
  await bringIn(db, norrsken.org, { opportunities: [{ ...lead, asOf: then }] }, 'first export')
  await bringIn(db, norrsken.org, { opportunities: [{ ...lead, stage: 'Proposal' }] }, 'second export')
  const ends = [addDays(world.today as Day, 30)]
  const company = { kind: 'team' as const, id: norrsken.org }
  const { deals } = await lendLearning(db).deals({ org: norrsken.org, subject: company, ends })
  expect(deals.find(({ created, amount }) => created === lead.created && amount === 7_000_00)?.stays).toEqual(
    [
      { stage: 'Lead', from: then, seen: then, begun: false },
      { stage: 'Proposal', from: world.today, seen: world.today, begun: true },
    ],
  )
  const { method, opportunities } = await ask(goran, action, { subject: 'company' })
  // what it takes is said beside what there is
  expect(method!.stages).toMatchObject({
    used: false,
    why: 'too_few_seen',
    names: 2,
    decided: 0,
    cuts: 0,
    deals: 0,
    needed: { decided: 30, cuts: 3, deals: 50 },
  })
  const { math, soon, monthly, ever } = opportunities.find(({ name }) => name === 'Moved')!
  expect(math).toMatchObject({ age: 20, withStage: null, corrected: soon })
  expect(monthly.reduce((sum, chance) => sum + chance, 0)).toBeLessThanOrEqual(ever! + 1e-9)
})

/** Two years of deals, invented: each week one of 15 is won and one of 20 lost; and one that nobody closed in ten years. */
function manyDeals(): ImportRow<'opportunities'>[] {
  const chance = seeded(7)
  const today = world.today as Day
  const rows = Array.from({ length: 400 }, (_, n) => {
    const created = addDays(today, -1 - chance.below(720))
    let closed: Day | undefined
    let won = false
    for (let at = addDays(created, 3); at <= today && closed === undefined; at = addDays(at, 7)) {
      const draw = chance.uniform()
      if (draw >= 1 / 15 + 1 / 20) continue
      closed = at
      won = draw < 1 / 15
    }
    return row(n, { created, closed, won, amount: 1_000_00 + chance.below(500_00) })
  })
  return [...rows, { ...row(400, { created: addDays(today, -3650), amount: 9_000_00 }), name: 'Forgotten' }]
}

const sellers = ['ake', 'beatrice', 'kenji', 'celik']

function row(n: number, of: { created: Day; closed?: Day | undefined; won?: boolean; amount: number }) {
  const { created, closed, won, amount } = of
  return {
    code: `M-${n}`,
    name: `Deal ${n}`,
    account: 'A1',
    owners: [{ code: sellers[n % sellers.length]!, share: 1_000_000 }],
    stage: closed === undefined ? 'Lead' : won ? 'Won' : 'Lost',
    amount,
    created,
    ...(closed === undefined ? {} : { closed }),
    asOf: world.today,
  }
}
