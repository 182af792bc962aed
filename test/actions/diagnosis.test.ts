import { commonAction } from '#actions/diagnosis/common.ts'
import { findingsAction } from '#actions/diagnosis/findings.ts'
import { addressAction, answerAction } from '#actions/diagnosis/hand.ts'
import { priceAction } from '#actions/diagnosis/price.ts'
import { waterfallFileAction } from '#actions/diagnosis/files.ts'
import { showAction } from '#actions/diagnosis/show.ts'
import { standingsAction } from '#actions/figures/standings.ts'
import { run } from '#actions/run.ts'
import type { ImportRow } from '#core/ledger/kinds.ts'
import { files } from '#export/files.ts'
import { expect, test } from 'vitest'
import { asks } from '../asks.ts'
import { testDatabase } from '../db.ts'
import { lent } from '../lent.ts'
import { bringIn, lookUp } from '../settle.ts'
import { world } from '../world.ts'

const db = await testDatabase('world')
const house = lent(db, { files })
const ask = asks(house)
const norrsken = await lookUp(db, world.name)
const [astrid, goran, zoe, ake] = await Promise.all(
  (['astrid', 'goran', 'zoe', 'ake'] as const).map(code => norrsken.as(code)),
)
if (!astrid || !goran || !zoe || !ake) throw new Error('Somebody is missing.')

const whole = { subject: 'company', period: 'quarter', code: '2026 Q1' }

test('of a shared, credited, many-currency quarter every cent has its step, and the house has none', async () => {
  const { target, billed, steps } = await ask(goran, showAction, whole)
  const { whole: standing } = await ask(goran, standingsAction, { ...whole, by: 'person' })
  expect(billed).toBe(standing.quota! - standing.gap!)
  expect(standing.billed).toBeGreaterThan(billed)
  expect(steps.reduce((sum, step) => sum + step.amount, target.amount)).toBe(billed)
  // A9 is new in January; kronor and yen moved against the euro
  expect(steps.map(step => step.key)).toEqual(
    expect.arrayContaining(['design', 'currency', 'accounts_entered']),
  )
})

test('executives see the same steps without seeing salespeople, and people without names', async () => {
  const [hers, his] = [await ask(astrid, showAction, whole), await ask(goran, showAction, whole)]
  expect(hers).toEqual(his)
  const { funnel } = await ask(astrid, commonAction, whole)
  const { funnel: named } = await ask(goran, commonAction, whole)
  expect(funnel!.points.some(point => point.subject === null)).toBe(true)
  expect(named!.points.every(point => point.subject !== null)).toBe(true)
  const total = (of: typeof funnel) => of!.points.reduce((sum, point) => sum + point.quota, 0)
  expect(total(funnel)).toBe(total(named))
})

test('a team above is not taken apart; of all the others one learns one’s own place alone', async () => {
  await expect(ask(ake, showAction, whole)).rejects.toMatchObject({ kind: 'not_allowed' })
  const own = await ask(ake, commonAction, { subject: 'me', code: '2026 Q1' })
  expect(own.funnel!.points.map(point => point.name)).toEqual(['Åke Ström'])
  expect(Object.values(own.parts!).reduce((sum, part) => sum + part, 0)).toBe(own.gap)
  expect(own.design.people).toBeGreaterThan(4)
})

test('the first year of a ledger is told so, not split against nothing', async () => {
  const { steps, withheld, reference } = await ask(goran, showAction, { ...whole, code: '2025 Q1' })
  expect({ steps, reference }).toEqual({ steps: [], reference: null })
  expect(withheld).toContain('year before')
})

test('the file leads from the first row to the last', async () => {
  const { body } = await ask(goran, waterfallFileAction, whole)
  const rows = (body as string)
    .trim()
    .split(/\r?\n/)
    .map(row => row.split(','))
    .filter(row => row[1] === '')
  const cents = rows.map(row => Math.round(Number(row[2]) * 100))
  expect(cents.slice(0, -1).reduce((sum, amount) => sum + amount, 0)).toBe(cents.at(-1))
})

test('a finding goes to somebody by a day, is answered, and the answer and its age stay', async () => {
  const hand = (who: typeof goran, body: object) =>
    run(house, addressAction, who, {
      params: {},
      query: {},
      body: addressAction.operation.body.parse({ ...whole, answerBy: '2026-04-30', ...body }),
    })
  const before = await ask(goran, findingsAction, whole)
  expect(before.found.map(({ key, kind, about }) => `${kind}: ${key} ${about.name}`)).toEqual([
    'strategy: common_gap Norrsken Instruments',
    'execution: person_stands_out Zoë Laurent',
    'execution: person_stands_out Lucia Ferri',
  ])
  const common = { key: 'common_gap', about: 'company' }
  await expect(hand(goran, { ...common, to: zoe.person })).rejects.toThrow('goes to an executive')
  await expect(hand(goran, { ...common, key: 'target_beyond', to: astrid.person })).rejects.toThrow(
    'no longer',
  )
  await expect(hand(goran, { ...common, about: 'team:of nobody', to: astrid.person })).rejects.toThrow(
    'no longer',
  )
  await expect(hand(goran, { ...common, to: astrid.person, answerBy: '9999-12-31' })).rejects.toThrow(
    'a year',
  )
  const { id } = await hand(goran, { ...common, to: astrid.person, note: 'Before the budget' })
  await expect(hand(goran, { ...common, to: astrid.person })).rejects.toThrow('waits for an answer')
  const waiting = (await ask(astrid, findingsAction, whole)).addressed[0]!
  expect(waiting).toMatchObject({
    id,
    mine: true,
    ageDays: 0,
    overdue: false,
    by: 'Göran Lindqvist',
    answers: [],
  })
  const reply = (who: typeof goran) =>
    run(house, answerAction, who, { params: { id }, query: {}, body: { answer: 'The target falls in May.' } })
  await expect(reply(goran)).rejects.toMatchObject({ kind: 'not_found' })
  // sent twice at once it is one answer
  await Promise.all([reply(astrid), reply(astrid)])
  const [after] = (await ask(goran, findingsAction, whole)).addressed
  expect(after!.answers).toEqual([{ answer: 'The target falls in May.', day: '2026-03-31' }])
  const events = await db.superuser.query(`select action from app.event where subject_id = $1 order by id`, [
    id,
  ])
  expect(events.rows.map(row => row.action)).toEqual(['diagnosis.address', 'diagnosis.answer'])
})

test('a finding about a person goes to those who may see them by name, and to nobody else', async () => {
  const { found } = await ask(goran, findingsAction, whole)
  const to = (who: string) =>
    found
      .find(({ key, about }) => key === 'person_stands_out' && about.name === who)!
      .to.map(({ name }) => name)
  // Astrid sees managers' names and no salesperson's; Kenji leads others
  expect(to('Zoë Laurent')).toEqual(['Astrid Öhman', 'Göran Lindqvist'])
  expect(to('Lucia Ferri')).toEqual(['Göran Lindqvist', 'Zoë Laurent'])
  const common = found.find(({ key }) => key === 'common_gap')!
  expect(common.to.map(({ name }) => name)).toEqual(['Astrid Öhman'])
})

test('whoever is named learns it as soon as those above', async () => {
  const about = { key: 'person_stands_out', about: { subject: `person:${zoe.person}`, name: 'Zoë Laurent' } }
  const own = await ask(zoe, findingsAction, { subject: 'me', code: '2026 Q1' })
  expect(own.found).toContainEqual(expect.objectContaining(about))
  // an executive who sees no names is told of managers alone
  const { found } = await ask(astrid, findingsAction, whole)
  expect(found.filter(one => one.key === 'person_stands_out').map(one => one.about.name)).toEqual([
    'Zoë Laurent',
  ])
})

test('price is held or not by product line, and few discounts say that they are few', async () => {
  const { lines, series, discounts, deals } = await ask(goran, priceAction, whole)
  expect(lines.map(line => line.productLine)).toEqual(['Probes', 'Spectrometers'])
  expect(lines[0]!.now).toBeGreaterThan(lines[0]!.then!)
  expect(series.map(point => point.code)).toEqual(['2025 Q1', '2025 Q2', '2025 Q3', '2025 Q4', '2026 Q1'])
  expect(discounts).toMatchObject({ deeper: 0, boughtNothing: 0, few: true, largest: [] })
  expect(deals).toMatchObject({
    closed: 2,
    lossReasons: [{ reason: 'Price', deals: 1, amount: 700_00 }],
    bySize: [],
    noSizes: 'few',
  })
})

test('where lost deals have no amount, what their products cost at list tells size; and who was against it is told', async () => {
  await bringIn(
    db,
    norrsken.org,
    {
      products: [
        { code: 'P4', name: 'Kit', line: 'Kits', category: 'Instruments', listPrice: 10_00 },
        {
          code: 'P5',
          name: 'Kit from afar',
          line: 'Kits',
          category: 'Instruments',
          listPrice: 9,
          currency: 'JPY',
        },
      ],
    },
    'listed',
  )
  const closed = Array.from({ length: 24 }, (_, n): ImportRow<'opportunities'> => {
    const won = n % 2 === 0
    return {
      code: `S-${n}`,
      name: `Deal ${n}`,
      account: 'A1',
      owners: [{ code: 'ake', share: 1_000_000 }],
      stage: won ? 'Won' : 'Lost',
      ...(won ? { amount: 900_00 } : {}),
      created: '2026-01-05',
      closed: '2026-03-02',
      products: [{ code: n < 22 ? 'P4' : 'P5', quantity: n < 10 ? '1' : '5' }],
      ...(n < 12 ? { competitor: 'Øst AS' } : {}),
      asOf: world.today,
    }
  })
  await bringIn(db, norrsken.org, { opportunities: closed }, 'listed deals')
  const { deals } = await ask(zoe, priceAction, { ...whole, subject: `person:${ake.person}` })
  // of the two whose list price is in yen no size is known
  expect(deals.bySize.map(({ from, to, deals: met }) => [from, to, met])).toEqual([
    [10_00, 10_00, 10],
    [50_00, 50_00, 12],
  ])
  expect(deals).toMatchObject({ sizedBy: 'list', noSizes: null, noAgainst: null })
  expect(deals.against[0]).toMatchObject({ competitor: 'Øst AS', deals: 12, won: { estimate: 0.5 } })
})
