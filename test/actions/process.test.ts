import { dealActions } from '#actions/ledger/deals.ts'
import { processActions } from '#actions/diagnosis/process/index.ts'
import type { Action } from '#actions/action.ts'
import { tableAction } from '#actions/figures/table.ts'
import { run } from '#actions/run.ts'
import { accountLives, accountsIn, processFile, processMap } from '#contract/diagnosis/process.ts'
import { listDeals } from '#contract/ledger/deals.ts'
import type { Download, Operation } from '#contract/operation.ts'
import type { ImportRow } from '#core/ledger/kinds.ts'
import { seeded } from '#core/stats/index.ts'
import { files } from '#export/files.ts'
import { expect, test } from 'vitest'
import { asks } from '../asks.ts'
import { testDatabase } from '../db.ts'
import { lent } from '../lent.ts'
import { bringIn, lookUp } from '../settle.ts'
import { type Code, world } from '../world.ts'

const db = await testDatabase('world')
const house = lent(db, { files })
const ask = asks(house)
const norrsken = await lookUp(db, world.name)
const [astrid, goran, zoe, ake, olga] = await Promise.all(
  (['astrid', 'goran', 'zoe', 'ake', 'olga'] as const).map(code => norrsken.as(code)),
)
if (!astrid || !goran || !zoe || !ake || !olga) throw new Error('Somebody is missing.')

function the<O extends Operation>(operation: O): Action<O> {
  const found = [...processActions, ...dealActions].find(action => action.operation.name === operation.name)
  if (!found) throw new Error(`${operation.name} has no action`)
  return found as unknown as Action<O>
}
const whole = { subject: 'company' }

test('with two exports there is a little history, and it is said from when', async () => {
  const map = await ask(goran, the(processMap), whole)
  expect(map.history).toMatchObject({
    first: '2026-03-01',
    last: '2026-03-29',
    exports: 2,
    grain: 28,
    deals: 8,
  })
  const [lead, proposal] = map.stages
  expect(lead).toMatchObject({
    name: 'Lead',
    entered: 5,
    open: 4,
    on: [{ to: 'Proposal', moves: 1, deals: 1 }],
  })
  expect(proposal).toMatchObject({ name: 'Proposal', entered: 2, open: 2 })
  expect(map.goingBack).toMatchObject({ none: 'too_few', share: { estimate: 0 } })
  expect(map.closing).toMatchObject({ won: { median: 8 }, lost: { median: 92 } })
})

test('a ledger too young for lost accounts says so, and tells the rest', async () => {
  const lives = await ask(goran, the(accountLives), whole)
  expect(lives).toMatchObject({ none: null, lostFrom: null, keeping: [] })
  const last = lives.periods.at(-1)!
  expect(last).toMatchObject({ code: '2026 Q1', lostTold: false, counts: { lost: 0, left: 0 } })
  const asked = {
    ...whole,
    figures: ['active_accounts', 'new_accounts'],
    period: 'quarter' as const,
    code: '2026 Q1',
  }
  const { total } = await run(house, tableAction, goran, {
    params: {},
    query: tableAction.operation.query.parse(asked),
    body: {},
  })
  // the figures of the catalogue, account by account
  expect(last.counts.new! + last.counts.bought! + last.counts.back!).toBe(
    total.cells['active_accounts']!.value,
  )
  expect(last.counts.new).toBe(total.cells['new_accounts']!.value)
})

const weeks = ['2026-01-05', '2026-01-12', '2026-01-19', '2026-01-26', '2026-02-02', '2026-02-09'] as const
const ways = ['Lead', 'Proposal', 'Won', 'Lost'] as const

/** Deals of four people that wander through the stages week by week; some begin later, some are opened again. */
function wandering(): ImportRow<'opportunities'>[] {
  const random = seeded(7)
  const owners: Code[] = ['ake', 'beatrice', 'emi', 'farid']
  return Array.from({ length: 60 }, (_, n) => {
    const from = n % 3 === 0 ? Math.floor(random.uniform() * 4) : 0
    return weeks.slice(from).map(asOf => ({
      code: `W-${n}`,
      owners: [{ code: owners[n % 4]!, share: 1_000_000 }],
      stage: ways[Math.floor(random.uniform() * (random.uniform() < 0.7 ? 2 : 4))]!,
      amount: 1_000_00,
      created: '2025-12-20',
      ...(n % 5 > 0 && { lossReason: 'Price' }),
      asOf,
    }))
  }).flat()
}

test('the list behind each flow holds the deals that the flow counts', async () => {
  await bringIn(db, norrsken.org, { opportunities: wandering() }, 'wandering')
  for (const actor of [goran, zoe]) {
    const subject = actor === zoe ? `team:${zoe.person}` : 'company'
    const map = await ask(actor, the(processMap), { subject, since: '2025-12-20' })
    expect(map.stages.flatMap(({ back }) => back).length).toBeGreaterThan(0)
    const counted = async (query: Record<string, string>) =>
      (await ask(actor, the(listDeals), { subject, since: '2025-12-20', outcome: 'all', ...query })).count
    for (const stage of map.stages) {
      for (const flow of [...stage.on, ...stage.back])
        expect(await counted({ left: stage.name, reached: flow.to }), `${stage.name} to ${flow.to}`).toBe(
          flow.deals,
        )
      expect(await counted({ stage: stage.name, outcome: 'open' })).toBe(stage.open)
      // of those that were lost once; some were opened again since
      const lost = await counted({ left: stage.name, outcome: 'lost' })
      expect(lost).toBeGreaterThan(0)
      expect(lost).toBeLessThanOrEqual(stage.lost)
      const moved = [...stage.on, ...stage.back].reduce((sum, flow) => sum + flow.moves, 0)
      expect(moved + stage.won + stage.lost + stage.gone + stage.open).toBe(stage.entered)
    }
  }
})

test('a person sees the own way, whoever leads them those below, and nobody sideways', async () => {
  const own = await ask(ake, the(processMap), { subject: 'me' })
  expect(own.history!.deals).toBe(16)
  const below = await ask(zoe, the(processMap), { subject: `person:${ake.person}` })
  expect(below.stages).toEqual(own.stages)
  const beatrice = norrsken.person('beatrice')
  await expect(ask(ake, the(processMap), { subject: `person:${beatrice}` })).rejects.toMatchObject({
    kind: 'not_found',
  })
  await expect(ask(ake, the(accountLives), { subject: `person:${beatrice}` })).rejects.toMatchObject({
    kind: 'not_found',
  })
})

test('of a team above oneself, periods in which fewer than four billed are told by states as little as by figures', async () => {
  const emi = await norrsken.as('emi')
  const kenjis = { subject: `team:${norrsken.person('kenji')}`, period: 'month' as const }
  const figures = (code: string) =>
    run(house, tableAction, emi, {
      params: {},
      query: tableAction.operation.query.parse({ ...kenjis, code, figures: 'active_accounts' }),
      body: {},
    })
  const all = await ask(goran, the(accountLives), kenjis)
  const told = await ask(emi, the(accountLives), kenjis)
  // in December, without Jón, they were three
  const [december, ...since] = all.periods
  expect(december!.code).toBe('2025-12')
  await expect(figures('2025-12')).rejects.toThrow('Fewer than four people billed')
  expect(told.periods).toEqual(since.map(one => ({ ...one, activities: null })))
  for (const { code, counts, active } of told.periods) {
    const { value } = (await figures(code)).total.cells['active_accounts']!
    expect(active).toBe(value)
    expect(counts.new! + counts.bought! + counts.back!, code).toBe(value)
  }
})

test('of a team above oneself there is the sum where four people have deals: no reasons, nothing to open', async () => {
  const [mine, theirs] = [await ask(ake, the(processMap), whole), await ask(goran, the(processMap), whole)]
  expect(mine.sum).toBe(true)
  expect(mine.stages).toEqual(theirs.stages.map(stage => ({ ...stage, lossReasons: [] })))
  expect(theirs.stages.some(({ lossReasons }) => lossReasons.length > 0)).toBe(true)
  // since February two of Zoë’s people have begun one
  const few = await ask(ake, the(processMap), { subject: `team:${zoe.person}`, since: '2026-02-01' })
  expect(few.history).toBeNull()
  await expect(ask(ake, the(accountsIn), { ...whole, state: 'bought' })).rejects.toMatchObject({
    kind: 'not_allowed',
  })
})

test('an executive sees the ways without seeing salespeople', async () => {
  const [hers, his] = [await ask(astrid, the(processMap), whole), await ask(goran, the(processMap), whole)]
  expect(hers.stages).toEqual(his.stages)
  expect(hers.sum).toBe(false)
})

const rowsOf = ({ body }: Download) =>
  (body as string)
    .trim()
    .split(/\r?\n/)
    .map(row => row.split(','))

test('the file holds every way out of a stage, and they sum to what entered', async () => {
  const rows = rowsOf(await ask(goran, the(processFile), whole))
  const of = (stage: string, word: string) =>
    rows.filter(row => row[0] === stage && row[1] === word).reduce((sum, row) => sum + Number(row[3]), 0)
  const outs = ['Went on', 'Went back', 'Won', 'Lost', 'No longer in the export', 'Still there']
  expect(outs.reduce((sum, word) => sum + of('Lead', word), 0)).toBe(of('Lead', 'Entered'))
})
