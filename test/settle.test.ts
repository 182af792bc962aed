import { expect, test } from 'vitest'
import { testDatabase } from './db.ts'
import { lookUp } from './settle.ts'
import { world, worldRows } from './world.ts'

const db = await testDatabase('world')
const norrsken = await lookUp(db, world.name)

test('the imagined company is settled as it is written down', async () => {
  const { rows } = await db.superuser.query(
    `select (select count(*)::int from app.billing_line where org_id = $1) as lines,
      (select count(*)::int from app.person where org_id = $1 and not is_house) as people,
      (select sum(net_rc)::bigint from app.billing_line where org_id = $1 and kind <> 'charge') as billed,
      (select sum(c.net_rc)::bigint from app.line_credit c join app.billing_line b on b.id = c.line_id
       where c.org_id = $1 and b.kind <> 'charge') as credited,
      (select sum(net)::bigint from app.team_day where team_id = $1) as rolled`,
    [norrsken.org],
  )
  expect(rows[0]).toMatchObject({ lines: worldRows.billing!.length, people: worldRows.people!.length })
  expect(rows[0].billed).toBe(rows[0].credited)
  expect(rows[0].billed).toBe(rows[0].rolled)
  const zoe = await norrsken.as('zoe')
  expect(zoe).toMatchObject({ name: 'Zoë Laurent', manages: true, today: world.today })
})
