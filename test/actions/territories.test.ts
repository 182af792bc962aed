import { expect, test } from 'vitest'
import { scopeOf, type Actor } from '#access/scope.ts'
import type { Action } from '#actions/action.ts'
import { peopleActions } from '#actions/people/index.ts'
import { run } from '#actions/run.ts'
import { actorOf } from '#db/actors.ts'
import { readEvents } from '#db/people/log.ts'
import { inScope } from '#db/scope.ts'
import { testDatabase } from '../db.ts'
import { lent } from '../lent.ts'
import { bringIn, lookUp } from '../settle.ts'
import { world } from '../world.ts'

const db = await testDatabase('world')
const { org, person } = await lookUp(db, world.name)
const house = lent(db)

async function as(code: string): Promise<Actor> {
  return (await actorOf(db.pools, { org, person: person(code), via: { kind: 'session' } }))!
}

async function ask<T>(who: string, name: string, params: object = {}, body: object = {}): Promise<T> {
  const action = peopleActions.find(one => one.operation.name === name) as Action
  const { operation } = action
  const input = {
    params: operation.params.parse(params),
    query: operation.query.parse({}),
    body: operation.body.parse(body),
  }
  return (await run(house, action, await as(who), input)) as T
}

type Listed = {
  territories: {
    id: string
    code: string
    name: string
    end: string | null
    assignments: { id: string; personName: string; from: string; to: string }[]
  }[]
  gaps: { sentence: string }[]
}
const listed = (who = 'goran') => ask<Listed>(who, 'people.territories')
const territory = async (code: string) => (await listed()).territories.find(one => one.code === code)!
const held = async (code: string) =>
  (await territory(code)).assignments.map(({ personName, from, to }) => [personName, from, to])

test('who works which territory is told, as far as one knows the people; what is missing to those who can mend it', async () => {
  expect(await held('SE')).toEqual([['Åke Ström', '0001-01-01', '9999-12-31']])
  const sentences = (await listed()).gaps.map(gap => gap.sentence)
  expect(sentences).toContain('Çelik Aydın sells, and has no territory on record.')
  expect(sentences.filter(said => said.includes('Åke'))).toEqual([])
  const emis = await listed('emi')
  expect(emis.gaps).toEqual([])
  expect(emis.territories.map(one => one.assignments.length)).toEqual([0, 0, 0, 1, 0])
})

test('giving a territory from a day is shown first, then done and told in the log, then taken back', async () => {
  const japan = await territory('JP')
  const wish = { personId: person('farid'), from: '2026-04-01', why: 'Emi shares it' }
  const shown = await ask<{ changes: string[] }>('goran', 'people.previewAssignment', { id: japan.id }, wish)
  expect(shown.changes).toEqual([
    'Farid Haddad works Japan from 2026-04-01.',
    'Emi Satō works it too from 2026-04-01.',
    expect.stringContaining('Figures stay as they are'),
  ])
  expect(await held('JP')).toHaveLength(1)
  const { id } = await ask<{ id: string }>('goran', 'people.assign', { id: japan.id }, wish)
  expect(await held('JP')).toContainEqual(['Farid Haddad', '2026-04-01', '9999-12-31'])
  await ask('goran', 'people.dropAssignment', { id })
  expect(await held('JP')).toHaveLength(1)
  const events = await inScope(db.pools, scopeOf(await as('goran')), dbx =>
    as('goran').then(actor =>
      readEvents(dbx, scopeOf(actor), { subject: 'assignment', kind: 'all', sort: '-at', limit: 10 }),
    ),
  )
  expect(events.map(({ action, why, subjectId }) => [action, why, subjectId])).toEqual([
    ['people.dropAssignment', null, id],
    ['people.assign', 'Emi shares it', id],
  ])
})

test('what an import refuses is refused here: twice on one day, in words', async () => {
  const { id } = await territory('SE')
  await expect(
    ask('goran', 'people.assign', { id }, { personId: person('ake'), from: '2026-04-01' }),
  ).rejects.toThrow('Åke Ström works Sweden always already. End that first.')
})

test('an end leaves a gap that is told beforehand, and goes back to what it was', async () => {
  const france = await territory('FR')
  const { id } = france.assignments[0]!
  const told = await ask<{ changes: string[] }>(
    'goran',
    'people.previewAssignmentEnd',
    { id },
    { to: '2026-06-30' },
  )
  expect(told.changes).toContain('France is worked by nobody from 2026-07-01.')
  await ask('goran', 'people.endAssignment', { id }, { to: '2026-06-30' })
  const gaps = async () => (await listed()).gaps.map(gap => gap.sentence)
  expect(await gaps()).toContain('France is worked by nobody from 2026-07-01.')
  expect(await gaps()).toContain('Béatrice Noël sells, and has no territory from 2026-07-01.')
  await ask('goran', 'people.endAssignment', { id }, { to: null })
  expect(await gaps()).not.toContain('France is worked by nobody from 2026-07-01.')
})

test('a territory is added, renamed and taken back; its number is its own, and it lies not in itself', async () => {
  const { id } = await ask<{ id: string }>('olga', 'people.addTerritory', {}, { code: 'NO', name: 'Norway' })
  await expect(ask('olga', 'people.addTerritory', {}, { code: 'NO', name: 'Norge' })).rejects.toThrow(
    'Norway has the number NO already',
  )
  await ask('olga', 'people.changeTerritory', { id }, { name: 'Norge' })
  expect((await territory('NO')).name).toBe('Norge')
  const europe = await territory('EU')
  await ask('olga', 'people.changeTerritory', { id }, { parentId: europe.id })
  await expect(ask('olga', 'people.changeTerritory', { id: europe.id }, { parentId: id })).rejects.toThrow(
    'Europe cannot lie in itself',
  )
  await ask('olga', 'people.dropTerritory', { id })
  expect(await territory('NO')).toBeUndefined()
  await expect(ask('olga', 'people.dropTerritory', { id: europe.id })).rejects.toThrow('other territories')
})

test('a territory ends once nobody works it and no account lies in it after; then no file works it either', async () => {
  const { id } = await ask<{ id: string }>(
    'goran',
    'people.addTerritory',
    {},
    { code: 'DK', name: 'Denmark' },
  )
  const { id: works } = await ask<{ id: string }>(
    'goran',
    'people.assign',
    { id },
    { personId: person('celik'), from: '2026-01-01' },
  )
  const end = (to: string) => ask('goran', 'people.changeTerritory', { id }, { end: to })
  await expect(end('2026-05-31')).rejects.toThrow('Çelik Aydın works it after 2026-05-31. End that first.')
  await ask('goran', 'people.endAssignment', { id: works }, { to: '2026-05-31' })
  await end('2026-05-31')
  await expect(
    ask('goran', 'people.changeTerritory', { id: (await territory('SE')).id }, { end: '2026-05-31' }),
  ).rejects.toThrow('Åke Ström works it after')
  // an open end in a file ends with the territory; what begins later is refused
  await bringIn(db, org, { assignments: [{ person: 'lucia', territory: 'DK', from: '2026-02-01' }] }, 'more')
  expect(await held('DK')).toContainEqual(['Lucia Ferri', '2026-02-01', '2026-05-31'])
  await expect(
    bringIn(db, org, { assignments: [{ person: 'emi', territory: 'DK', from: '2026-06-01' }] }, 'more'),
  ).rejects.toThrow()
})

test('only those who administer or direct change who works where', async () => {
  const { id } = await territory('SE')
  await expect(
    ask('zoe', 'people.assign', { id }, { personId: person('celik'), from: '2026-04-01' }),
  ).rejects.toThrow('Only an administrator or the sales director')
})
