import type { Action } from '#actions/action.ts'
import { behindActions } from '#actions/figures/behind.ts'
import { catalogueAction } from '#actions/figures/catalogue.ts'
import { ownFigureActions } from '#actions/figures/own.ts'
import { seriesAction } from '#actions/figures/series.ts'
import { tableAction } from '#actions/figures/table.ts'
import { run } from '#actions/run.ts'
import type { behind } from '#contract/figures/behind.ts'
import { defineFigure, ownFigures, reviseFigure, takeBackFigure } from '#contract/figures/own.ts'
import type { Operation } from '#contract/operation.ts'
import { expect, test } from 'vitest'
import { asks } from '../asks.ts'
import { testDatabase } from '../db.ts'
import { lent } from '../lent.ts'
import { lookUp } from '../settle.ts'
import { world } from '../world.ts'

const db = await testDatabase('world')
const norrsken = await lookUp(db, world.name)
const house = lent(db)
const ask = asks(house)
const goran = await norrsken.as('goran')
const change = async <O extends Operation>(operation: O, who: string, input: object = {}) => {
  const action = ownFigureActions.find(one => one.operation.name === operation.name) as unknown as Action<O>
  return run(house, action, await norrsken.as(who), { params: {}, query: {}, body: {}, ...input } as never)
}
const calls = {
  name: 'Talks',
  meaning: 'Calls and first meetings.',
  owner: 'Göran Lindqvist',
  goodWay: 'up',
  timing: 'leading',
  formula: { is: 'activities', kinds: ['Call'] },
}
const value = async (figure: string, more: object = {}) => {
  const query = { subject: 'company', period: 'quarter', code: '2026 Q1', figures: figure, ...more }
  return (await ask(goran, tableAction, query)).total.cells[figure]!.value
}

test('a director defines a figure; it is everybody’s like any other, with its past and what lies behind', async () => {
  const { id, key } = await change(defineFigure, 'goran', { body: calls })
  expect(await value(key)).toBe(3)
  const ake = await norrsken.as('ake')
  const { figures } = await ask(ake, catalogueAction, {})
  expect(figures.find(figure => figure.key === key)).toMatchObject({
    name: 'Talks',
    owner: 'Göran Lindqvist',
    own: { id, version: 1, from: '0001-01-01' },
  })
  const lists = behindActions[0] as unknown as Action<typeof behind>
  const { rows } = await ask(goran, lists, {
    subject: 'company',
    period: 'quarter',
    code: '2026 Q1',
    figure: key,
  })
  expect(rows.map(({ events }) => events)).toEqual([['Call'], ['Call'], ['Call']])

  // from the middle of the quarter first meetings count too: those before it do not
  const revised = { ...calls, formula: { is: 'activities', kinds: ['Call', 'First meeting'] } }
  const body = {
    follows: 1,
    from: '2026-02-01',
    retired: false,
    definition: revised,
    why: 'they are talks too',
  }
  expect(await change(reviseFigure, 'goran', { params: { id }, body })).toEqual({ version: 2 })
  expect(await value(key)).toBe(4)
  const { points } = await ask(goran, seriesAction, {
    subject: 'company',
    figures: key,
    period: 'month',
    count: '3',
  })
  expect(points.map(point => point.values[key]!.value)).toEqual([0, 1, 3])
  await expect(change(reviseFigure, 'goran', { params: { id }, body })).rejects.toThrow('changed elsewhere')

  expect(await change(takeBackFigure, 'olga', { params: { id }, body: { follows: 2 } })).toEqual({
    version: 3,
  })
  expect(await value(key)).toBe(3)
  const { figures: own, ingredients } = await change(ownFigures, 'ake')
  expect(own.find(figure => figure.id === id)!.versions.map(({ version }) => version)).toEqual([3, 2, 1])
  expect(ingredients).toBeNull()
})

test('deals entering a stage count from the second export on, and deals narrowed by what they say', async () => {
  const entered = await change(defineFigure, 'goran', {
    body: { ...calls, name: 'Proposals made', formula: { is: 'entered', stage: 'Proposal', where: {} } },
  })
  // D2 was a lead in the first export; D1 stood at Proposal there already, since nobody knows when
  expect(await value(entered.key)).toBe(1)
  const lost = await change(defineFigure, 'goran', {
    body: {
      ...calls,
      name: 'Lost to Elsewhere',
      goodWay: 'down',
      formula: { is: 'deals', outcome: 'lost', where: { competitor: 'Elsewhere Optics', least: 500_00 } },
    },
  })
  expect(await value(lost.key)).toBe(1)
  const ratio = await change(defineFigure, 'goran', {
    body: {
      ...calls,
      name: 'Talks per win',
      goodWay: 'none',
      formula: { is: 'ratio', upper: 'activities', lower: 'opportunities_won', as: 'number' },
    },
  })
  expect(await value(ratio.key)).toBe(6)
  expect(await value(ratio.key, { code: '2025 Q4' })).toBeNull()
})

test('defined eight times at once it is one figure, whatever its capitals', async () => {
  const spelt = (n: number) => (n % 2 ? 'Café talks' : 'CAFE\u0301 talks')
  const sent = await Promise.allSettled(
    Array.from({ length: 8 }, (_, n) =>
      change(defineFigure, 'goran', { body: { ...calls, name: spelt(n) } }),
    ),
  )
  expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('a change is not taken back where that would make two of a name, or lose what came between', async () => {
  const { id } = await change(defineFigure, 'goran', { body: { ...calls, name: 'Rings' } })
  const revise = (follows: number, from: string, more: object = {}) =>
    change(reviseFigure, 'goran', {
      params: { id },
      body: { follows, from, retired: false, definition: { ...calls, name: 'Rings' }, why: 'so', ...more },
    })
  const takeBack = (follows: number) => change(takeBackFigure, 'goran', { params: { id }, body: { follows } })
  await revise(1, '2026-03-01', { retired: true })
  const other = await change(defineFigure, 'goran', { body: { ...calls, name: 'rings' } })
  await expect(takeBack(2)).rejects.toThrow('a figure called Rings already')
  await change(reviseFigure, 'goran', {
    params: { id: other.id },
    body: {
      follows: 1,
      from: '2026-01-01',
      retired: true,
      definition: { ...calls, name: 'rings' },
      why: 'so',
    },
  })
  await takeBack(2)
  // from January on, over what begins in March: no one version restores both
  await revise(3, '2026-01-01', { definition: { ...calls, name: 'Rings and more' } })
  await expect(takeBack(4)).rejects.toThrow('one thing and then another')
})

test('retired, it is gone from its day on, and what it was stays; no other may be made of it then', async () => {
  const { id, key } = await change(defineFigure, 'goran', {
    body: { ...calls, name: 'Meetings', formula: { is: 'activities', kinds: ['First meeting'] } },
  })
  const ratio = await change(defineFigure, 'goran', {
    body: {
      ...calls,
      name: 'Meetings per deal',
      formula: { is: 'ratio', upper: key, lower: 'opportunities_created', as: 'number' },
    },
  })
  const retire = (name: string) => ({
    follows: 1,
    from: '2026-03-01',
    retired: true,
    why: 'no longer asked for',
    definition: { ...calls, name, formula: { is: 'activities', kinds: ['First meeting'] } },
  })
  await expect(change(reviseFigure, 'goran', { params: { id }, body: retire('Meetings') })).rejects.toThrow(
    'Meetings per deal is made of it',
  )
  const { definition } = (await change(ownFigures, 'goran')).figures.find(one => one.id === ratio.id)!
    .versions[0]!
  await change(reviseFigure, 'goran', { params: { id: ratio.id }, body: { ...retire(''), definition } })
  await change(reviseFigure, 'goran', { params: { id }, body: retire('Meetings') })
  await expect(value(key)).rejects.toThrow('There is no figure')
  expect(await value(key, { period: 'month', code: '2026-02' })).toBe(1)
})

test('whoever may not define is told so, and a wrong one is refused in a sentence', async () => {
  await expect(change(defineFigure, 'zoe', { body: calls })).rejects.toThrow(
    'Only an administrator or the sales director',
  )
  await expect(change(defineFigure, 'goran', { body: { ...calls, name: 'Orders' } })).rejects.toThrow(
    'There is a figure called Orders already',
  )
})
