import { findingsAction } from '#actions/diagnosis/findings.ts'
import { addressAction, answerAction } from '#actions/diagnosis/hand.ts'
import { takeBackAction } from '#actions/diagnosis/take-back.ts'
import type { Actor } from '#access/scope.ts'
import { run } from '#actions/run.ts'
import { expect, test } from 'vitest'
import { asks } from '../asks.ts'
import { testDatabase } from '../db.ts'
import { lent } from '../lent.ts'
import { lookUp } from '../settle.ts'
import { elsewhere } from '../elsewhere.ts'
import { world } from '../world.ts'

const db = await testDatabase('world')
const house = lent(db)
const ask = asks(house)
const norrsken = await lookUp(db, world.name)
const [astrid, goran, zoe, ake, kenji] = await Promise.all(
  ['astrid', 'goran', 'zoe', 'ake', 'kenji'].map(code => norrsken.as(code)),
)
if (!astrid || !goran || !zoe || !ake || !kenji) throw new Error('Somebody is missing.')

const whole = { subject: 'company', period: 'quarter', code: '2026 Q1' } as const
const common = { key: 'common_gap', about: 'company', to: astrid.person, note: 'Before the budget' } as const

const hand = (who: Actor, body: object) =>
  run(house, addressAction, who, {
    params: {},
    query: {},
    body: addressAction.operation.body.parse({ ...whole, answerBy: '2026-04-30', ...body }),
  })
const takeBack = (who: Actor, id: string) =>
  run(house, takeBackAction, who, { params: { id }, query: {}, body: {} })
const reply = (who: Actor, id: string) =>
  run(house, answerAction, who, { params: { id }, query: {}, body: { answer: 'It falls in May.' } })
const handed = async (who: Actor) => (await ask(who, findingsAction, whole)).addressed
const logged = async (id: string) =>
  (
    await db.superuser.query<{ action: string; before: object | null }>(
      'select action, before from app.event where subject_id = $1 order by id',
      [id],
    )
  ).rows

test('who handed it over takes it back: it is gone for both, the log has what it was, and it may go again', async () => {
  const { id } = await hand(astrid, common)
  expect(await handed(goran)).toMatchObject([{ id, mayTakeBack: true }])
  expect(await takeBack(astrid, id)).toEqual({ done: true })
  for (const who of [astrid, goran]) expect(await handed(who)).toEqual([])
  const [, last] = await logged(id)
  expect(last).toMatchObject({
    action: 'diagnosis.takeBackFinding',
    before: { key: 'common_gap', to: astrid.person, answerBy: '2026-04-30', note: 'Before the budget' },
  })
  await expect(takeBack(astrid, id)).rejects.toMatchObject({ kind: 'not_found' })
  const again = await hand(astrid, common)
  expect((await handed(astrid)).map(one => one.id)).toEqual([again.id])
  // the director takes back what others handed over
  await takeBack(goran, again.id)
})

test('whoever sees it is told who takes it back; out of sight there is no such finding', async () => {
  const found = (await ask(goran, findingsAction, whole)).found
  const about = found.find(one => one.about.name === 'Lucia Ferri')!.about.subject
  const lucia = { key: 'person_stands_out', about, to: zoe.person }
  const { id } = await hand(goran, lucia)
  const mine = (await ask(zoe, findingsAction, { ...whole, subject: 'me' })).addressed
  expect(mine).toMatchObject([{ id, mine: true, mayTakeBack: false }])
  await expect(takeBack(zoe, id)).rejects.toMatchObject({ kind: 'not_allowed' })
  const vera = await (await lookUp(db, elsewhere.name)).as('vera')
  for (const who of [ake, kenji, vera])
    await expect(takeBack(who, id)).rejects.toMatchObject({ kind: 'not_found' })
  await takeBack(goran, id)
  // as the page's undo hands it over again: asked of the person whom it is about
  const again = await hand(goran, { ...lucia, subject: about })
  expect(await handed(goran)).toMatchObject([{ id: again.id, about: { subject: about } }])
  await takeBack(goran, again.id)
})

test('an answered finding stays', async () => {
  const { id } = await hand(goran, common)
  await reply(astrid, id)
  await expect(takeBack(goran, id)).rejects.toMatchObject({
    kind: 'conflict',
    message: expect.stringContaining('Astrid Öhman has answered it'),
  })
  expect(await handed(goran)).toMatchObject([{ id, mayTakeBack: false }])
})

test('answered and taken back at once, one of the two is told', async () => {
  for (const first of ['answered', 'taken back']) {
    const { id } = await hand(goran, common)
    const acts = [() => reply(astrid, id), () => takeBack(goran, id)]
    const both = await Promise.allSettled((first === 'answered' ? acts : acts.toReversed()).map(act => act()))
    const won = both.filter(one => one.status === 'fulfilled')
    const lost = both.find(one => one.status === 'rejected')!
    expect(won, JSON.stringify(both)).toHaveLength(1)
    const actions = (await logged(id)).map(one => one.action)
    const stays = (await handed(goran)).some(one => one.id === id)
    expect(actions).toEqual(['diagnosis.address', stays ? 'diagnosis.answer' : 'diagnosis.takeBackFinding'])
    expect(lost.reason).toMatchObject({ kind: stays ? 'conflict' : 'not_found' })
  }
})
