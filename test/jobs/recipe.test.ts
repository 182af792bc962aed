import { ownFigureActions } from '#actions/figures/own.ts'
import { recipeActions } from '#actions/recipe/index.ts'
import { run } from '#actions/run.ts'
import { defineFigure, reviseFigure } from '#contract/figures/own.ts'
import { keepRecipe, personRecipe, showRecipe } from '#contract/recipe.ts'
import type { Operation } from '#contract/operation.ts'
import { recipeMethod } from '#core/recipe/index.ts'
import { recipesDue } from '#db/recipe/found.ts'
import { queueOf } from '#jobs/index.ts'
import { findRecipes } from '#jobs/knowing/recipe.ts'
import { expect, test } from 'vitest'
import type { Action } from '#actions/action.ts'
import { testDatabase } from '../db.ts'
import { elsewhere } from '../elsewhere.ts'
import { lent } from '../lent.ts'
import { bringIn, lookUp } from '../settle.ts'
import { world } from '../world.ts'
import { rushedDeals } from './rushed-deals.ts'

const db = await testDatabase('world')
const norrsken = await lookUp(db, world.name)
const other = await lookUp(db, elsewhere.name)
const house = lent(db)
const ask = async <O extends Operation>(operation: O, who: string, input: object = {}) => {
  const action = recipeActions.find(one => one.operation.name === operation.name) as unknown as Action<O>
  return run(house, action, await norrsken.as(who), { params: {}, query: {}, body: {}, ...input } as never)
}

test('a ledger that has moved on is due; once looked at it is not, until the next import', async () => {
  expect((await recipesDue(db.pools)).toSorted()).toEqual([norrsken.org, other.org].toSorted())
  expect(await ask(showRecipe, 'ake')).toMatchObject({ recipe: null })
  await findRecipes(db, norrsken.org)
  expect(await recipesDue(db.pools)).toEqual([other.org])
  await db.superuser.query(`update app.batch set ended_at = now() where org_id = $1`, [norrsken.org])
  expect(await recipesDue(db.pools)).toContain(norrsken.org)
  await findRecipes(db, norrsken.org)
})

test('sixteen months refuse a recipe, and say what is missing', async () => {
  const { recipe } = await ask(showRecipe, 'mika')
  expect(recipe).toMatchObject({
    to: '2026-02-28',
    // November 2024 begins on the tenth: what was sold before, nobody knows
    from: '2024-12-01',
    months: 15,
    found: { is: 'not_enough_data', months: { have: 9, need: 24 } },
    // two deals are decided: too few for a rate
    closing: { quarterEnd: null, lag: null },
  })
})

test('a figure of one’s own is tried at once: defined, changed or retired, the recipe is looked for anew', async () => {
  const sent: object[] = []
  const define = async <O extends Operation>(operation: O, input: object) => {
    const action = ownFigureActions.find(one => one.operation.name === operation.name) as unknown as Action<O>
    const lends = lent(db, { enqueue: async data => void sent.push(data) })
    return run(lends, action, await norrsken.as('goran'), {
      params: {},
      query: {},
      body: {},
      ...input,
    } as never)
  }
  const tried = async () => {
    await findRecipes(db, norrsken.org)
    expect(await recipesDue(db.pools)).not.toContain(norrsken.org)
    const { recipe } = await ask(showRecipe, 'ake')
    return recipe!.found.is === 'not_enough_data' ? recipe!.found.figures : undefined
  }
  const before = await tried()
  const definition = {
    name: 'Billed per order',
    meaning: 'What an order comes to.',
    owner: 'Göran Lindqvist',
    goodWay: 'up',
    timing: 'leading',
    formula: { is: 'ratio', upper: 'billed_revenue', lower: 'orders', as: 'number' },
  }
  const { id } = await define(defineFigure, { body: definition })
  expect(sent.map(queueOf)).toEqual(['recipe.find'])
  expect(sent).toEqual([{ recipeOf: norrsken.org }])
  expect(await recipesDue(db.pools)).toContain(norrsken.org)
  expect(await tried()).toBe(before! + 1)

  const body = { follows: 1, from: '2024-01-01', retired: true, definition, why: 'told by another' }
  await define(reviseFigure, { params: { id }, body })
  expect(sent).toHaveLength(2)
  expect(await recipesDue(db.pools)).toContain(norrsken.org)
  expect(await tried()).toBe(before)
})

test('a recipe that an older method found is looked for anew', async () => {
  await db.superuser.query('update app.recipe set method = method - 1 where org_id = $1', [norrsken.org])
  expect(await recipesDue(db.pools)).toContain(norrsken.org)
  await findRecipes(db, norrsken.org)
  expect(await recipesDue(db.pools)).not.toContain(norrsken.org)
  const { rows } = await db.superuser.query('select distinct method from app.recipe where org_id = $1', [
    norrsken.org,
  ])
  expect(rows).toEqual([{ method: recipeMethod }])
})

test('a person’s own way to the target stands on orders where few deals are won, and is theirs and their managers’', async () => {
  const params = { id: norrsken.person('jon') }
  const own = await ask(personRecipe, 'jon', { params })
  expect(own.measured?.steps.map(({ step }) => step)).toEqual(['active_accounts', 'orders'])
  expect(own.measured?.steps[0]!.achieved).toBeNull()
  expect(own.target).toMatchObject({ from: '2026-01-12', to: '2026-03-31', quota: 3_000_00 })
  expect(own.target!.missing).toBe(own.target!.quota - own.target!.billed)
  expect(own.target!.weeks).toBeCloseTo(1 / 7)
  expect(await ask(personRecipe, 'kenji', { params })).toEqual(own)
  await expect(ask(personRecipe, 'emi', { params })).rejects.toThrow('no such person')
})

test('an own recipe is kept version by version, seen by the manager at once, and never written over', async () => {
  const body = { follows: 0, figures: [{ figure: 'orders', perWeek: 3, note: 'mornings' }], note: '' }
  expect(await ask(keepRecipe, 'ake', { body })).toEqual({ version: 1 })
  await expect(ask(keepRecipe, 'ake', { body })).rejects.toThrow('changed elsewhere')
  const far = { ...body, follows: Number.MAX_SAFE_INTEGER }
  await expect(ask(keepRecipe, 'ake', { body: far })).rejects.toThrow('changed elsewhere')
  const twice = { ...body, follows: 1, figures: [...body.figures, ...body.figures] }
  await expect(ask(keepRecipe, 'ake', { body: twice })).rejects.toThrow('twice')
  const unknown = { ...body, follows: 1, figures: [{ figure: 'constructor', perWeek: 1, note: '' }] }
  await expect(ask(keepRecipe, 'ake', { body: unknown })).rejects.toThrow('no figure called')
  expect(await ask(keepRecipe, 'ake', { body: { ...body, follows: 1, note: 'second' } })).toEqual({
    version: 2,
  })
  const seen = await ask(personRecipe, 'zoe', { params: { id: norrsken.person('ake') } })
  expect(seen.versions.map(({ version, kept }) => [version, kept.note])).toEqual([
    [2, 'second'],
    [1, ''],
  ])
  const { rows } = await db.superuser.query(
    `select count(*)::int as n from app.event where action = 'recipe.keep' and person_id = $1`,
    [norrsken.person('ake')],
  )
  expect(rows).toEqual([{ n: 2 }])
})

test('deals that are rushed at quarters’ ends show it: more are won then, and after how many days', async () => {
  await bringIn(db, other.org, { opportunities: rushedDeals('wanda', 'E-wanda') }, 'a CRM')
  await findRecipes(db, other.org)
  const vera = await other.as('vera')
  const action = recipeActions.find(one => one.operation.name === 'recipe.show')!
  const { recipe } = (await run(house, action as unknown as Action<typeof showRecipe>, vera, {
    params: {},
    query: {},
    body: {},
  })) as Awaited<ReturnType<typeof ask<typeof showRecipe>>>
  const { quarterEnd, lag } = recipe!.closing!
  // 8 of 10 each December, September …; 10 of 20 in the months before
  expect(quarterEnd).toMatchObject({
    atEnd: { estimate: 0.8, of: 40 },
    before: { estimate: 0.5, of: 80 },
    quarters: { higher: 4, of: 4 },
  })
  expect(quarterEnd!.difference.low).toBeGreaterThan(0.1)
  // decided at once or after three months, as in Maven's CRM
  expect(lag).toMatchObject({ count: 120, lower: 8, upper: 90 })
})
