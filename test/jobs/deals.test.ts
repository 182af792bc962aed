import { endsAhead } from '#actions/forecast/keeping.ts'
import { keeperScope } from '#access/scope.ts'
import { addDays, type Day } from '#core/calendar/index.ts'
import { dealsDue } from '#db/forecast/learnt.ts'
import { learnFromDeals } from '#jobs/knowing/deals.ts'
import { lendLearning } from '#jobs/learning.ts'
import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { elsewhere } from '../elsewhere.ts'
import { bringIn, lookUp } from '../settle.ts'
import { world } from '../world.ts'
import { rushedDeals } from './rushed-deals.ts'

const db = await testDatabase('world')
const norrsken = await lookUp(db, world.name)
const other = await lookUp(db, elsewhere.name)
const ends = await endsAhead(db.pools, keeperScope(other.org, elsewhere.today as Day))
const company = { kind: 'team', id: other.org } as const

/** As by a process that has learnt nothing yet. */
const asked = () => lendLearning(db).deals({ org: other.org, subject: company, ends })
const prepared = () => learnFromDeals({ ...db, learning: lendLearning(db) }, other.org)

test('after an import what deals teach is learnt once, and kept for every process', async () => {
  await bringIn(db, other.org, { opportunities: rushedDeals('wanda', 'E-wanda') }, 'a CRM')
  expect(await dealsDue(db.pools)).toContain(other.org)
  await prepared()
  expect(await dealsDue(db.pools)).not.toContain(other.org)
  const { learnt } = await asked()
  expect(learnt!.model.hazards.won.length).toBeGreaterThan(10)
  // what is kept is what is told: nobody learns it a second time
  await db.superuser.query(
    `update app.deal_learning set learnt = jsonb_set(learnt, '{model,recalibration,factor}', '0.875') where org_id = $1`,
    [other.org],
  )
  expect((await asked()).learnt!.model).toEqual({
    ...learnt!.model,
    recalibration: { ...learnt!.model.recalibration, factor: 0.875 },
  })
})

test('another import, and another day, and it is learnt anew; while an import runs it waits', async () => {
  await bringIn(db, other.org, { opportunities: rushedDeals('wanda', 'E-wanda').slice(0, 90) }, 'another CRM')
  expect(await dealsDue(db.pools)).toContain(other.org)
  const state = (to: string) =>
    db.superuser.query(
      `update app.batch set state = $2 where id = (select id from app.batch where org_id = $1 order by id limit 1)`,
      [other.org, to],
    )
  await state('loading')
  expect(await dealsDue(db.pools)).not.toContain(other.org)
  await state('done')
  // whoever comes before the worker learns it for everybody
  expect((await asked()).learnt!.model.recalibration.factor).not.toBe(0.875)
  expect(await dealsDue(db.pools)).not.toContain(other.org)

  const tomorrow = addDays(elsewhere.today as Day, 1)
  await db.superuser.query('update app.organisation set clock_day = $2 where org_id = $1', [
    other.org,
    tomorrow,
  ])
  expect(await dealsDue(db.pools)).toContain(other.org)
})

test('too few deals are kept as too few, and are not due again and again', async () => {
  expect(await dealsDue(db.pools)).toContain(norrsken.org)
  await learnFromDeals({ ...db, learning: lendLearning(db) }, norrsken.org)
  expect(await dealsDue(db.pools)).not.toContain(norrsken.org)
  const { rows } = await db.superuser.query('select learnt from app.deal_learning where org_id = $1', [
    norrsken.org,
  ])
  expect(rows).toEqual([{ learnt: { none: 'too_few_closed' } }])
})
