import { expect, test } from 'vitest'
import type { Actor } from '#access/scope.ts'
import type { Action } from '#actions/action.ts'
import { ledgerActions } from '#actions/ledger/index.ts'
import { run } from '#actions/run.ts'
import { runImport } from '#jobs/index.ts'
import { actorOf } from '#db/actors.ts'
import { testDatabase } from '../db.ts'
import { elsewhere } from '../elsewhere.ts'
import { lent } from '../lent.ts'
import { bringIn, lookUp } from '../settle.ts'
import { world } from '../world.ts'

const db = await testDatabase('world')
const settled = await lookUp(db, world.name)
const { org, person } = settled
const asked: { batchId: string }[] = []
const house = lent(db, { enqueue: async data => void asked.push(data as { batchId: string }) })

/** Twenty customers of the web shop that nobody owns, and one whom somebody does since March. */
const shops = Array.from({ length: 20 }, (_, n) => `S${n}`)
await bringIn(
  db,
  org,
  {
    accounts: [...shops, 'S20'].map(code => ({ code, name: `Shopper ${code}` })),
    ownership: [{ account: 'S20', person: 'zoe', share: 1_000_000, from: '2026-03-01' }],
    billing: [...shops, 'S20'].flatMap((account, n) =>
      ['2026-02-02', '2026-03-03'].map(day => ({
        invoice: `${account} ${day}`,
        day,
        account,
        channel: n < 10 ? 'Shop' : 'Fair',
        kind: 'goods' as const,
        net: 10_00,
      })),
    ),
  },
  'shop',
)

async function ask<T>(name: string, body: object = {}, query: object = {}, params: object = {}): Promise<T> {
  const action = ledgerActions.find(one => one.operation.name === name) as Action
  const { operation } = action
  const actor = (await actorOf(db.pools, { org, person: person('goran'), via: { kind: 'session' } })) as Actor
  const input = {
    params: operation.params.parse(params),
    query: operation.query.parse(query),
    body: operation.body.parse(body),
  }
  return (await run(house, action, actor, input)) as T
}

const work = async () => {
  const { batchId } = asked.pop()!
  await runImport({ pools: db.pools, dataFolder: '' }, { org, batchId })
  const { rows } = await db.superuser.query<{ state: string; sentence: string | null }>(
    'select state, sentence from app.batch where id = $1',
    [batchId],
  )
  return rows[0]!
}
const credited = async (code: string) => {
  const { rows } = await db.superuser.query<{ net: string }>(
    'select coalesce(sum(net), 0)::text as net from app.person_day where org_id = $1 and person_id = $2',
    [org, person(code)],
  )
  return Number(rows[0]!.net)
}
type Count = { accounts: number; lines: number; net: number; owned: number; firstDay: string | null }
const count = (which: object, from: string) => ask<Count>('ledger.previewOwners', { which, from })
const all = (code: string) => [{ personId: person(code), share: 1_000_000 }]

test('the list narrows to a channel, a part of a name, a territory', async () => {
  const list = async (query: object) =>
    (await ask<{ accounts: unknown[] }>('ledger.unassigned', {}, { limit: 100, ...query })).accounts.length
  expect(await list({ channel: 'Shop' })).toBe(10)
  expect(await list({ channel: 'Fair' })).toBe(11)
  expect(await list({ q: 'shopper s1' })).toBe(11)
  expect(await list({ q: 'S1' })).toBe(11)
  expect(await list({ territory: '018f0000-0000-7000-8000-000000000000' })).toBe(0)
})

test('what is counted is what changes hands; whom somebody owns on that day is left alone', async () => {
  expect(await count({ channel: 'Shop' }, '2026-03-01')).toEqual({
    accounts: 10,
    lines: 10,
    net: 100_00,
    owned: 0,
    firstDay: '2026-02-02',
  })
  expect(await count({ channel: 'Fair' }, '2026-03-01')).toMatchObject({
    accounts: 10,
    owned: 1,
    net: 100_00,
  })
  expect(await count({ channel: 'Fair' }, '2026-02-01')).toMatchObject({ accounts: 11, owned: 0 })
})

test('all of a channel is given at once, told in the log, and taken back as one', async () => {
  const [before, ofZoe] = [await credited('lucia'), await credited('zoe')]
  const wish = {
    which: { channel: 'Fair' },
    from: '2026-03-01',
    owners: all('lucia'),
    why: 'the fair is hers',
  }
  const { batchId } = await ask<{ batchId: string }>('ledger.assignMany', { ...wish, accounts: 10 })
  expect(await work()).toEqual({ state: 'done', sentence: null })
  expect(await credited('lucia')).toBe(before + 100_00)
  expect(await credited('zoe')).toBe(ofZoe)
  const { rows } = await db.superuser.query(
    `select subject_id as id, before, after from app.event where why = 'the fair is hers'`,
  )
  expect(rows).toEqual([
    {
      id: batchId,
      before: { accounts: 10, lines: 10, net: 100_00, owner: 'house' },
      after: { which: { channel: 'Fair' }, from: '2026-03-01', owners: all('lucia') },
    },
  ])
  await ask('ledger.undoImport', {}, {}, { id: batchId })
  expect(await work()).toEqual({ state: 'done', sentence: null })
  expect(await credited('lucia')).toBe(before)
  expect(await count({ channel: 'Fair' }, '2026-03-01')).toMatchObject({ accounts: 10 })
})

test('many that are ticked are shared, and no others with them', async () => {
  const accounts = ['S0', 'S1', 'S2'].map(code => settledAccount(code))
  const shares = [
    { personId: person('emi'), share: 500_000 },
    { personId: person('farid'), share: 500_000 },
  ]
  const before = await credited('emi')
  await ask('ledger.assignMany', {
    which: { accounts: await Promise.all(accounts) },
    from: '2026-02-01',
    owners: shares,
    accounts: 3,
  })
  expect((await work()).state).toBe('done')
  expect(await credited('emi')).toBe(before + 30_00)
  expect(await count({ channel: 'Shop' }, '2026-02-01')).toMatchObject({ accounts: 7 })
})

test('what has changed since it was counted is not given away, neither when asked nor when worked on', async () => {
  const wish = { which: { channel: 'Shop' }, from: '2026-02-01', owners: all('celik') }
  await expect(ask('ledger.assignMany', { ...wish, accounts: 8 })).rejects.toThrow(
    'They were 8 accounts when you looked, and are 7 now. Look again.',
  )
  await ask('ledger.assignMany', { ...wish, accounts: 7 })
  await bringIn(
    db,
    org,
    { ownership: [{ account: 'S5', person: 'zoe', share: 1_000_000, from: '2026-01-01' }] },
    'late',
  )
  expect(await work()).toMatchObject({
    state: 'failed',
    sentence: expect.stringContaining('They were 7 accounts when they were counted, and are 6 now.'),
  })
})

test('nobody gets them who is not there, another organisation’s least of all; and the log says nothing of it', async () => {
  const elsewheres = (await lookUp(db, elsewhere.name)).person('wanda')
  const given = async () =>
    (await db.superuser.query(`select from app.event where action = 'ledger.ownersGiven'`)).rowCount
  const before = await given()
  for (const personId of [elsewheres, '00000000-0000-7000-8000-000000000000']) {
    const owners = [{ personId, share: 1_000_000 }]
    const wish = { from: '2026-02-01', owners }
    const id = await settledAccount('S9')
    await expect(ask('ledger.assignAccount', wish, {}, { id })).rejects.toThrow('There is no such person.')
    const many = { ...wish, which: { accounts: [id] }, accounts: 1 }
    await expect(ask('ledger.assignMany', many)).rejects.toThrow('There is no such person.')
  }
  expect(await given()).toBe(before)
})

async function settledAccount(code: string): Promise<string> {
  return (await lookUp(db, world.name)).account(code)
}
