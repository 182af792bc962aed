import type { Action } from '#actions/action.ts'
import { effectsActions } from '#actions/effects/index.ts'
import { run } from '#actions/run.ts'
import {
  addIntervention,
  behindIntervention,
  changeIntervention,
  dropIntervention,
  listInterventions,
  showIntervention,
} from '#contract/effects.ts'
import type { Operation } from '#contract/operation.ts'
import { effectsDue } from '#db/effects/interventions.ts'
import { gatherEffects, keepEffects } from '#actions/effects/keeping.ts'
import { keeperOf } from '#jobs/house.ts'
import { findEffects } from '#jobs/knowing/effects.ts'
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { lent } from '../lent.ts'
import { bringIn, lookUp } from '../settle.ts'
import { world } from '../world.ts'

const db = await testDatabase('world')
const norrsken = await lookUp(db, world.name)
// with Lucia four have not been reached who sold all the year before
await bringIn(
  db,
  norrsken.org,
  {
    billing: [
      '2024-12',
      ...Array.from({ length: 12 }, (_, n) => `2025-${String(n + 1).padStart(2, '0')}`),
    ].map((month, n) => ({
      invoice: `L-${month}`,
      day: `${month}-08`,
      account: 'A5',
      product: 'P2',
      sellers: [{ code: 'lucia', share: 1_000_000 }],
      currency: 'EUR',
      kind: 'goods' as const,
      net: 900_00 + (n % 3) * 50_00,
    })),
  },
  'more',
)
const sent: object[] = []
const house = lent(db, { enqueue: async data => void sent.push(data) })
const ask = async <O extends Operation>(operation: O, who: string, input: object = {}) => {
  const action = effectsActions.find(one => one.operation.name === operation.name) as unknown as Action<O>
  return run(house, action, await norrsken.as(who), { params: {}, query: {}, body: {}, ...input } as never)
}
const lastWritten = async (id: string, who = 'zoe') =>
  (await ask(showIntervention, who, { params: { id } })).intervention.changedAt
const took = (...codes: string[]) =>
  codes.map(code => ({ personId: norrsken.person(code), from: '2025-09-15' }))
const training = (people: ReturnType<typeof took>) => ({
  kind: 'training',
  name: 'Asking before telling',
  figure: 'billed_revenue',
  meant: 'larger first orders',
  level: null,
  people,
})

test('what was done is written down, worked out, and known to those it reached and those who lead them', async () => {
  const body = training(took('ake', 'beatrice', 'celik', 'emi'))
  const { id } = await ask(addIntervention, 'goran', { body })
  expect(sent).toEqual([{ effectsOf: norrsken.org }])
  expect(await effectsDue(db.pools)).toEqual([norrsken.org])
  expect((await ask(showIntervention, 'ake', { params: { id } })).effect).toBeNull()
  await findEffects(db, norrsken.org)
  expect(await effectsDue(db.pools)).toEqual([])

  const seen = await ask(showIntervention, 'ake', { params: { id } })
  expect(seen.effect).toMatchObject({
    is: 'found',
    treated: 4,
    untreated: 4,
    by: 'randomisation',
    base: { from: '2024-12-01', to: '2025-08-31' },
    to: '2026-02-28',
  })
  // the same answer for all, with the names of those one sees
  const zoe = await ask(showIntervention, 'zoe', { params: { id } })
  expect(zoe.effect).toEqual(seen.effect)
  expect(seen.intervention.people.map(({ name }) => name)).toEqual(['Åke Ström'])
  expect(zoe.intervention.people).toHaveLength(3)
  // what it is made of, of whom one sees: all of it for the director, oneself for Åke
  const { people } = await ask(behindIntervention, 'goran', { params: { id } })
  const mean = (reached: boolean) => {
    const side = people.filter(one => one.reached === reached && one.leftOut === null)
    return side.reduce((sum, { change }) => sum + change / side.length, 0)
  }
  if (seen.effect?.is !== 'found') throw new Error('nothing was found')
  expect(mean(true) - mean(false)).toBeCloseTo(seen.effect.overall.estimate, 10)
  const own = await ask(behindIntervention, 'ake', { params: { id } })
  expect(own.people).toEqual(people.filter(({ name }) => name === 'Åke Ström'))
  await expect(ask(behindIntervention, 'farid', { params: { id } })).rejects.toThrow('no such intervention')
  await expect(ask(showIntervention, 'farid', { params: { id } })).rejects.toThrow('no such intervention')
  expect((await ask(listInterventions, 'farid')).interventions).toEqual([])
})

test('fewer than four on a side would tell somebody’s own figures: too few to say', async () => {
  const { id } = await ask(addIntervention, 'zoe', { body: training(took('ake', 'beatrice', 'celik')) })
  await findEffects(db, norrsken.org)
  expect((await ask(showIntervention, 'zoe', { params: { id } })).effect).toEqual({
    is: 'none',
    why: 'too_few_treated',
  })
  const follows = await lastWritten(id)
  const body = { ...training(took('ake')), follows }
  await ask(changeIntervention, 'zoe', { params: { id }, body })
  // what was found before no longer answers what is asked
  expect((await ask(showIntervention, 'zoe', { params: { id } })).effect).toBeNull()
  await expect(ask(changeIntervention, 'kenji', { params: { id }, body })).rejects.toThrow('no such')
  await expect(ask(addIntervention, 'zoe', { body: training(took('emi')) })).rejects.toThrow(
    'among those you lead',
  )
  await expect(ask(addIntervention, 'zoe', { body: training(took('ake', 'ake')) })).rejects.toThrow('twice')
  // looked at before the change: neither that is written over unseen nor taken back
  for (const late of [
    ask(changeIntervention, 'goran', { params: { id }, body }),
    ask(dropIntervention, 'goran', { params: { id }, query: { follows } }),
  ])
    await expect(late).rejects.toThrow('in the meantime')
  await ask(dropIntervention, 'zoe', { params: { id }, query: { follows: await lastWritten(id) } })
  const { rows } = await db.superuser.query<{ action: string }>(
    `select action from app.event where subject_id = $1 order by at, action`,
    [id],
  )
  expect(rows.map(row => row.action).toSorted()).toEqual(['effects.add', 'effects.change', 'effects.drop'])
})

test('sent at once it is written down once; taken back while it is changed, one of the two is told', async () => {
  const body = { ...training(took('ake', 'beatrice')), name: 'Twice at once' }
  const four = await Promise.all(Array.from({ length: 4 }, () => ask(addIntervention, 'zoe', { body })))
  expect(new Set(four.map(({ id }) => id)).size).toBe(1)
  const { id } = four[0]!
  const follows = await lastWritten(id)
  const both = await Promise.allSettled([
    ask(dropIntervention, 'zoe', { params: { id }, query: { follows } }),
    ask(changeIntervention, 'goran', { params: { id }, body: { ...body, follows } }),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(one => one.status === 'rejected')!.reason).toMatchObject({
    kind: expect.stringMatching(/conflict|not_found/),
  })
  const capitals = addIntervention.body.parse({
    ...body,
    people: [{ ...body.people[0], personId: norrsken.person('ake').toUpperCase() }],
  })
  expect(capitals.people[0]!.personId, 'one person has one id').toBe(norrsken.person('ake'))
})

test('what was worked out of an intervention that was changed meanwhile answers nothing', async () => {
  const body = { ...training(took('ake', 'beatrice', 'celik')), name: 'Changed meanwhile' }
  const { id } = await ask(addIntervention, 'zoe', { body })
  const scope = await keeperOf(db.pools, norrsken.org)
  const gathered = (await gatherEffects(db.pools, scope)).find(one => one.id === id)!
  await ask(changeIntervention, 'zoe', {
    params: { id },
    body: { ...body, people: took('ake'), follows: await lastWritten(id) },
  })
  await keepEffects(db.pools, scope, [{ ...gathered, effect: { none: 'nothing_after' } }])
  expect((await ask(showIntervention, 'zoe', { params: { id } })).effect).toBeNull()
  expect(await effectsDue(db.pools)).toEqual([norrsken.org])
})

test('billing that went in while effects were being worked out is not in them: they are due again', async () => {
  await findEffects(db, norrsken.org)
  expect(await effectsDue(db.pools)).toEqual([])
  const scope = await keeperOf(db.pools, norrsken.org)
  // an import has written when it ended, and has not committed yet
  const importing = await db.superuser.connect()
  const batch = randomUUID()
  await importing.query(
    `insert into app.batch (org_id, id, kind, state, file_name) values ($1, $2, 'billing', 'loading', 'late.csv')`,
    [norrsken.org, batch],
  )
  await importing.query('begin')
  await importing.query(
    `update app.batch set state = 'done', ended_at = clock_timestamp() where org_id = $1 and id = $2`,
    [norrsken.org, batch],
  )
  const gathered = await gatherEffects(db.pools, scope)
  await importing.query('commit')
  importing.release()
  await keepEffects(
    db.pools,
    scope,
    gathered.map(one => ({ ...one, effect: { none: 'nothing_after' } })),
  )
  expect(await effectsDue(db.pools)).toEqual([norrsken.org])
  await findEffects(db, norrsken.org)
  expect(await effectsDue(db.pools)).toEqual([])
})

test('whom the use of the CRM reached is told by their activities, not by a list', async () => {
  const calls = ['ake', 'celik'].flatMap(person =>
    ['2025-10-02', '2025-10-20', '2025-11-03'].map(day => ({
      code: `${person} ${day}`,
      kind: 'Call',
      person,
      day,
    })),
  )
  await bringIn(db, norrsken.org, { activities: calls }, 'calls')
  const body = { ...training([]), kind: 'crm_use', name: 'Two calls a month', level: 2 }
  const { id } = await ask(addIntervention, 'goran', { body })
  await expect(ask(addIntervention, 'goran', { body: { ...body, level: null } })).rejects.toThrow(
    'how many activities',
  )
  await findEffects(db, norrsken.org)
  const asTraining = { ...training(took('ake')), follows: await lastWritten(id, 'goran') }
  await expect(ask(changeIntervention, 'goran', { params: { id }, body: asTraining })).rejects.toThrow('anew')
  const { intervention, effect } = await ask(showIntervention, 'goran', { params: { id } })
  expect(intervention.people.map(({ name, from }) => [name, from])).toEqual([
    ['Åke Ström', '2025-10-01'],
    ['Çelik Aydın', '2025-10-01'],
  ])
  expect(effect).toEqual({ is: 'none', why: 'too_few_treated' })
})
