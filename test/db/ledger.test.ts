import { iconvEncode } from './encode.ts'
import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { testLedger, type Batch } from './ledger.ts'

// One imagined importer of kronor, yen and euros. Every test leaves the ledger as its own lines say.
const database = await testDatabase()
const ledger = await testLedger(database, { currency: 'EUR', today: '2026-03-31' })

const people = `into: people
fields: { code: code, name: name, roles: roles }`
const billing = `into: billing
fields:
  { invoice: invoice, day: day, account: account, product: product, sellers: sellers, net: net, currency: currency, kind: kind, cost: cost }
key: [invoice, product]
limit: 0.5`

const head = 'invoice,day,account,product,sellers,net,currency,kind,cost'
const march = [
  'I1,2026-03-02,A1,P1,ake,1000.00,EUR,goods,600.00',
  'I1,2026-03-02,A1,P2,ake,10.01,EUR,goods,',
  'I2,2026-03-03,A1,P1,ake:50%|emi:50%,100.01,EUR,goods,33.33',
  'I3,2026-03-04,A3,P1,,300.00,EUR,goods,',
  'I4,2026-03-05,A7,P1,emi,120000,JPY,goods,',
  'I5,2026-03-06,A1,P1,ake,12345.67,SEK,goods,',
  'C1,2026-03-09,A1,P1,ake,-100.00,EUR,credit_note,',
  'I6,2026-03-10,A1,post,ake,9.90,EUR,charge,',
]
const file = (rows: readonly string[]) => [head, ...rows].join('\n')

beforeAll(async () => {
  const done = [
    await ledger.take(
      people,
      'code,name,roles\nake,Åke Ström,salesperson\nemi,Emi Satō,salesperson\ngoran,Göran Lindqvist,director\nzoe,Zoë Laurent,salesperson',
    ),
    await ledger.take(
      'into: reporting\nfields: { person: person, manager: manager }',
      'person,manager\ngoran,\nzoe,goran\nake,zoe\nemi,goran',
    ),
    await ledger.take(
      'into: accounts\nfields: { code: code, name: name }',
      'code,name\nA1,Kiruna\nA3,Hôpital\nA7,Kyōto',
    ),
    await ledger.take(
      'into: ownership\nfields: { account: account, person: person, share: share }',
      'account,person,share\nA3,zoe,\nA3,ake,',
    ),
    await ledger.take(
      'into: rates\nfields: { currency: currency, month: month, rate: rate }',
      'currency,month,rate\nSEK,2026-03,0.0895\nJPY,2026-03,0.0061',
    ),
  ]
  const failed = done.find(batch => batch.state !== 'done')
  if (failed) throw new Error(failed.sentence ?? failed.state)
})

const one = async <T>(text: string): Promise<T> => (await database.superuser.query(text)).rows[0] as T
const all = async <T>(text: string): Promise<T[]> => (await database.superuser.query(text)).rows as T[]

/** Everything that lines lead to, to compare before and after; ids and batches left out. */
async function image() {
  return {
    lines: await all(
      `select invoice, day::text, net, net_rc, cost_rc, kind, content, occurrence from app.billing_line order by invoice, content, occurrence`,
    ),
    credits:
      await all(`select b.invoice, b.content, p.code, c.by, c.share, c.net_rc, c.cost_rc from app.line_credit c
      join app.billing_line b on b.id = c.line_id join app.person p on p.id = c.person_id order by 1, 2, 3`),
    days: await all(
      `select day::text, person_id, invoice, product_line, net, lines, is_order, is_first, credit_group from app.sales_day order by 1, 2, 3, 4`,
    ),
    people: await all(`select person_id, day::text, net, orders, lines from app.person_day order by 1, 2`),
    teams: await all(`select team_id, day::text, net, orders, lines from app.team_day order by 1, 2`),
  }
}

/** The laws that hold after every batch. */
async function lawful() {
  const sums = (await one(`select
    (select coalesce(sum(net_rc), 0) from app.billing_line where kind <> 'charge') as lines,
    (select coalesce(sum(net), 0) from app.sales_day) as days,
    (select coalesce(sum(net), 0) from app.person_day) as people,
    (select coalesce(sum(net), 0) from app.team_day where team_id = org_id) as company`)) as Record<
    string,
    string
  >
  expect(new Set(Object.values(sums)).size, JSON.stringify(sums)).toBe(1)
  const torn =
    await all(`select b.invoice from app.billing_line b left join app.line_credit c on c.line_id = b.id
    group by b.id, b.invoice, b.net_rc, b.cost_rc
    having sum(c.net_rc) is distinct from b.net_rc or sum(c.cost_rc) is distinct from b.cost_rc or sum(c.share) <> 1000000`)
  expect(torn).toEqual([])
}

let first: Batch

test('lines go in, are converted, credited and rolled up', async () => {
  first = await ledger.take(billing, file(march))
  expect(first).toMatchObject({
    state: 'done',
    report: { rowsRead: 8, fresh: 8, changed: 0, same: 0, firstDay: '2026-03-02' },
  })
  await lawful()
  const { rc } = await one<{ rc: string[] }>(
    `select array_agg(net_rc::text order by invoice) as rc from app.billing_line where invoice in ('I4', 'I5')`,
  )
  // 120,000 yen at 0.0061 are 732.00; 12,345.67 kronor at 0.0895 are 1,104.937465
  expect(rc).toEqual(['73200', '110494'])
})

test('a line shared by two is split to the cent, and one without sellers goes to its account’s owners', async () => {
  const credits = await all(`select b.invoice, p.code, c.by, c.share, c.net_rc from app.line_credit c
    join app.billing_line b on b.id = c.line_id join app.person p on p.id = c.person_id
    where b.invoice in ('I2', 'I3') order by b.invoice, p.code`)
  expect(credits).toHaveLength(4)
  expect(credits.filter(c => (c as { invoice: string }).invoice === 'I3')).toMatchObject([
    { code: 'ake', by: 'owner', share: 500000, net_rc: '15000' },
    { code: 'zoe', by: 'owner', share: 500000, net_rc: '15000' },
  ])
  const parts = credits.slice(0, 2) as { net_rc: string }[]
  expect(parts.map(part => part.net_rc).toSorted()).toEqual(['5000', '5001'])
})

test('a charge is no billing and a credit note no order', async () => {
  const { orders } = await one<{ orders: string }>(
    `select sum(orders) as orders from app.team_day where team_id = org_id`,
  )
  expect(Number(orders)).toBe(5)
  const { charges } = await one<{ charges: string }>(
    `select count(*) as charges from app.sales_day where invoice like '%I6'`,
  )
  expect(Number(charges)).toBe(0)
})

test('the same lines again, renamed, reordered, in another encoding or inside a longer file change nothing', async () => {
  const before = await image()
  const reversed = file(march.toReversed())
  const renamed = billing.replace('sellers: sellers', 'sellers: säljare')
  for (const [yaml, content] of [
    [billing, file(march)],
    [billing, reversed],
    [renamed, iconvEncode(file(march).replace('sellers', 'säljare'), 'windows-1252')],
    [billing, file(march).replaceAll('\n', '\r\n')],
  ] as const) {
    const again = await ledger.take(yaml, content)
    expect(again).toMatchObject({ state: 'done', report: { fresh: 0, changed: 0, same: 8, removed: 0 } })
    expect(await image()).toEqual(before)
  }
  const longer = await ledger.take(billing, file([...march, 'I9,2026-03-30,A9,P1,ake,5.00,EUR,goods,']))
  expect(longer.report).toMatchObject({
    fresh: 1,
    same: 8,
    notes: [expect.stringContaining('Accounts that the ledger did not know')],
  })
  await lawful()
  const back = await ledger.undo(longer.id)
  expect(back).toMatchObject({ state: 'done', report: { removed: 2 } })
  expect(await image()).toEqual(before)
})

test('a dry run says the same and changes nothing', async () => {
  const before = await image()
  const dry = await ledger.take(billing, file(['I1,2026-03-02,A1,P1,ake,999.00,EUR,goods,']), { dry: true })
  expect(dry).toMatchObject({ state: 'dry', report: { changed: 1, fresh: 0 } })
  expect(await image()).toEqual(before)
})

test('where a file replaces its months, lines that it no longer has come out; other months stay', async () => {
  const april = await ledger.take(billing, file(['I7,2026-02-10,A1,P1,ake,70.00,EUR,goods,']))
  const before = await image()
  const replaced = await ledger.take(
    `${billing}\nmode: replaces months`,
    file([...march.slice(0, 6), 'I8,2026-03-20,A1,P1,ake,8.00,EUR,goods,']),
  )
  expect(replaced.report).toMatchObject({ fresh: 1, same: 6, removed: 2 })
  expect(await one(`select count(*)::int as n from app.billing_line where invoice = 'I7'`)).toEqual({ n: 1 })
  await lawful()
  await ledger.undo(replaced.id)
  expect(await image()).toEqual(before)
  await ledger.undo(april.id)
})

test('undo restores what was changed, and undoing the undo brings the change back', async () => {
  const before = await image()
  const changed = await ledger.take(billing, file(['I2,2026-03-03,A3,P1,emi,250.00,EUR,goods,40.00']))
  expect(changed.report).toMatchObject({ changed: 1 })
  await lawful()
  const after = await image()
  const undone = await ledger.undo(changed.id)
  expect(undone).toMatchObject({ state: 'done', report: { changed: 1, notes: [] } })
  expect(await image()).toEqual(before)
  await ledger.undo(undone.id)
  expect(await image()).toEqual(after)
  const again = await ledger.undo(changed.id)
  expect(again.state).toBe('done')
  expect(await image()).toEqual(before)
})

test('what a later import changed stays when the earlier one is undone, and is told', async () => {
  const one_ = await ledger.take(
    billing,
    file(['I20,2026-03-20,A1,P1,ake,1.00,EUR,goods,', 'I21,2026-03-20,A1,P1,ake,2.00,EUR,goods,']),
  )
  const two = await ledger.take(billing, file(['I21,2026-03-20,A1,P1,ake,3.00,EUR,goods,']), {
    name: 'later.csv',
  })
  const undone = await ledger.undo(one_.id)
  expect(undone.report!.removed).toBe(1)
  expect(undone.report!.notes).toEqual([expect.stringContaining('changed since by the import of later.csv')])
  await lawful()
  await ledger.undo(two.id)
  await lawful()
})

test('unknown sellers and missing rates are refused by line, and the rest goes in', async () => {
  const batch = await ledger.take(
    billing,
    file([
      'I30,2026-03-20,A1,P1,nobody,1.00,EUR,goods,',
      'I31,2026-02-20,A1,P1,ake,1.00,SEK,goods,',
      'I32,2026-03-20,A1,P1,ake,1.00,EUR,goods,',
      'I33,2026-03-20,A1,P1,ake,1.00,EUR,goods,',
    ]),
  )
  expect(batch).toMatchObject({ state: 'done', report: { rowsRefused: 2, rowsTaken: 2, fresh: 2 } })
  const refusals = await all(
    `select line::int, column_name, value, reason from app.refusal where batch_id = '${batch.id}' order by line`,
  )
  expect(refusals).toEqual([
    { line: 2, column_name: 'sellers', value: 'nobody', reason: expect.stringContaining('nobody’s code') },
    {
      line: 3,
      column_name: 'currency',
      value: 'SEK',
      reason: expect.stringContaining('no rate of SEK for 2026-02'),
    },
  ])
  await ledger.undo(batch.id)
})

test('over the limit, or off the control total, nothing goes in', async () => {
  const before = await image()
  const strict = billing.replace('limit: 0.5', 'limit: 0.05')
  const refused = await ledger.take(
    strict,
    file(['I40,2026-03-20,A1,P1,nobody,1.00,EUR,goods,', 'I41,2026-03-20,A1,P1,ake,1.00,EUR,goods,']),
  )
  expect(refused).toMatchObject({
    state: 'refused',
    sentence: expect.stringContaining('more than the mapping'),
  })
  const missed = await ledger.take(
    `${billing}\ncontrol: { net: 5.00 }`,
    file(['I41,2026-03-20,A1,P1,ake,1.00,EUR,goods,']),
  )
  expect(missed).toMatchObject({ state: 'refused', sentence: expect.stringContaining('control total') })
  expect(await image()).toEqual(before)
})

test('another owner takes over the credit of lines that nobody sold, and undo gives it back', async () => {
  const before = await image()
  const moved = await ledger.take(
    'into: ownership\nfields: { account: account, person: person, from: from }',
    'account,person,from\nA3,emi,2026-03-01',
  )
  expect(moved).toMatchObject({ state: 'done', sentence: null })
  await lawful()
  const credits = await all(`select p.code from app.line_credit c join app.billing_line b on b.id = c.line_id
    join app.person p on p.id = c.person_id where b.invoice = 'I3'`)
  expect(credits).toEqual([{ code: 'emi' }])
  await ledger.undo(moved.id)
  expect(await image()).toEqual(before)
})

test('a new rate converts its month anew, and undo converts it back', async () => {
  const before = await image()
  const rate = await ledger.take(
    'into: rates\nfields: { currency: currency, month: month, rate: rate }',
    'currency,month,rate\nSEK,2026-03,0.09',
  )
  expect(rate.report).toMatchObject({ changed: 1 })
  expect(await one(`select net_rc::text from app.billing_line where invoice = 'I5'`)).toEqual({
    net_rc: '111111',
  })
  await lawful()
  await ledger.undo(rate.id)
  expect(await image()).toEqual(before)
})

test('people that others refer to stay when their import is undone, and a ring is refused', async () => {
  const more = await ledger.take(
    people,
    'code,name,roles\nlucia,Lucia Ferri,salesperson\nfarid,Farid Haddad,salesperson',
  )
  await ledger.take(
    'into: reporting\nfields: { person: person, manager: manager }',
    'person,manager\nlucia,zoe',
  )
  const ring = await ledger.take(
    'into: reporting\nfields: { person: person, manager: manager, from: from }',
    'person,manager,from\nzoe,lucia,2026-01-01',
  )
  expect(ring).toMatchObject({ state: 'refused', sentence: expect.stringContaining('ring') })
  const undone = await ledger.undo(more.id)
  expect(undone.report!.notes).toEqual([expect.stringContaining('stands in the reporting line')])
  expect(await all(`select code from app.person where code in ('lucia', 'farid')`)).toEqual([
    { code: 'lucia' },
  ])
})

test('a file that would end the last administrator goes in not at all', async () => {
  const yaml = 'into: people\nfields: { code: code, name: name, end: end }'
  const done = await ledger.take(yaml, 'code,name,end\nfounder,Olga Petrova,2026-03-01\nnew,New Person,')
  expect(done).toMatchObject({
    state: 'refused',
    sentence: expect.stringContaining('Somebody must be able to administer'),
  })
  expect(await all(`select code from app.person where code = 'new'`)).toEqual([])
})

test('the founder is known again by e-mail, and undo gives the old code back', async () => {
  const yaml = 'into: people\nfields: { code: code, name: name, email: email }'
  const done = await ledger.take(yaml, 'code,name,email\n7,Olga A. Petrova,OLGA@norrsken.example')
  expect(done).toMatchObject({ state: 'done', report: { changed: 1, fresh: 0 } })
  const olga = `select code, name, login_id from app.person where id = '${ledger.founder}'`
  expect(await all(olga)).toEqual([{ code: '7', name: 'Olga A. Petrova', login_id: 'login-olga' }])
  await ledger.undo(done.id)
  expect(await all(olga)).toEqual([{ code: 'founder', name: 'Olga Petrova', login_id: 'login-olga' }])
})

test('two imports at once both go in', async () => {
  const rows = (name: string) =>
    Array.from({ length: 200 }, (_, n) => `${name}${n},2026-03-${10 + (n % 20)},B${n},P1,ake,1.00,EUR,goods,`)
  const ids = [await ledger.ask(billing, file(rows('X'))), await ledger.ask(billing, file(rows('Y')))]
  const done = await Promise.all(ids.map(id => ledger.run(id)))
  expect(done.map(batch => [batch.state, batch.report?.fresh])).toEqual([
    ['done', 200],
    ['done', 200],
  ])
  await lawful()
  for (const { id } of done.toReversed()) await ledger.undo(id)
  await lawful()
})

test('a cancelled import leaves nothing', async () => {
  const before = await image()
  const id = await ledger.ask(billing, file(['I50,2026-03-20,A1,P1,ake,1.00,EUR,goods,']))
  await database.superuser.query(`update app.batch set state = 'cancelled' where id = $1`, [id])
  expect(await ledger.run(id)).toMatchObject({ state: 'cancelled' })
  expect(await image()).toEqual(before)
})
