import { scopeOf } from '#access/scope.ts'
import { commonAction } from '#actions/diagnosis/common.ts'
import { peers } from '#db/diagnosis/places.ts'
import { inScope } from '#db/scope.ts'
import { expect, test } from 'vitest'
import { asks } from '../asks.ts'
import { testDatabase } from '../db.ts'
import { lent } from '../lent.ts'
import { lookUp } from '../settle.ts'
import { world } from '../world.ts'

const db = await testDatabase('world')
const ask = asks(lent(db))
const norrsken = await lookUp(db, world.name)
const [goran, zoe, ake] = await Promise.all((['goran', 'zoe', 'ake'] as const).map(code => norrsken.as(code)))
if (!goran || !zoe || !ake) throw new Error('Somebody is missing.')

const quarter = { from: '2026-01-01', to: '2026-03-31' } as const
const peersOf = (actor: typeof ake, person: string) =>
  inScope(db.pools, scopeOf(actor), of =>
    peers(of, { person, ranges: [quarter as never], until: quarter.to as never }),
  )

test('whom a salesperson is compared with has no name, not even for the manager who asks about them', async () => {
  for (const asker of [ake, zoe, goran]) {
    const rows = await peersOf(asker, ake.person)
    expect(rows.length).toBeGreaterThanOrEqual(5)
    expect(rows.filter(row => row.key === ake.person)).toHaveLength(1)
    expect(rows.every(row => row.key === ake.person || row.key.startsWith('hidden:'))).toBe(true)
  }
})

test('of somebody beside oneself nobody is told anything', async () => {
  expect(await peersOf(ake, norrsken.person('beatrice'))).toEqual([])
})

test('a salesperson’s page holds no colleague’s quota, attainment or name', async () => {
  const whole = await ask(goran, commonAction, { subject: 'company', code: '2026 Q1' })
  const own = await ask(ake, commonAction, { subject: 'me', code: '2026 Q1' })
  const text = JSON.stringify(own)
  for (const { name, attainment } of whole.funnel!.points) {
    if (name === 'Åke Ström') continue
    expect(text).not.toContain(name)
    expect(text).not.toContain(String(attainment))
  }
  // the limits are drawn around one's own quota: their ends tell nothing of the smallest and largest of all
  const [mine] = own.funnel!.points
  const { limits } = own.funnel!
  for (const [i, { quota }] of limits.entries())
    expect(quota / mine!.quota).toBeCloseTo(0.5 * 4 ** (i / (limits.length - 1)), 3)
})

test('with four people who carry a quota nothing is told of the others: three are too few to hide in', async () => {
  const kept = ['ake', 'beatrice', 'celik', 'emi'].map(code => norrsken.person(code as 'ake'))
  await db.superuser.query('delete from app.quota where org_id = $1 and not person_id = any ($2)', [
    norrsken.org,
    kept,
  ])
  const rows = await peersOf(ake, ake.person)
  expect(new Set(rows.map(row => row.key))).toEqual(new Set([ake.person]))
  const own = await ask(ake, commonAction, { subject: 'me', code: '2026 Q1' })
  expect(own).toMatchObject({ funnel: null, parts: null, variance: null, design: { people: 1 } })
  expect(own.withheld).toContain('Fewer than five')
})
