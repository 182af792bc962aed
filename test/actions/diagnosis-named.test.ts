import { commonAction } from '#actions/diagnosis/common.ts'
import { expect, test } from 'vitest'
import { asks } from '../asks.ts'
import { testDatabase } from '../db.ts'
import { lent } from '../lent.ts'
import { lookUp } from '../settle.ts'
import { type Code, world } from '../world.ts'

const db = await testDatabase('world')
const ask = asks(lent(db))
const norrsken = await lookUp(db, world.name)
const quarter = { period: 'quarter', code: '2026 Q1' } as const

/** Zoë stands out as she is; with another's quota grown, somebody of her team does in it and not among all. */
const strained = [
  ['zoe', 1],
  ['ake', 8],
  ['celik', 8],
] as const

/** Somebody's quotas so many times what they were. */
async function asked(person: string, times: number): Promise<void> {
  await db.superuser.query(
    'update app.quota set amount_rc = (amount_rc * $3::float8)::bigint where org_id = $1 and person_id = $2',
    [norrsken.org, person, times],
  )
}

test('whoever is named to a leader is named on the own page too, where they are compared with all', async () => {
  let named = 0
  for (const [code, times] of strained) {
    const person = norrsken.person(code)
    await asked(person, times)
    for (const [leader, subject] of [
      ['goran', 'company'],
      ['goran', `team:${norrsken.person('zoe')}`],
      ['zoe', `team:${norrsken.person('zoe')}`],
    ] as const) {
      const { funnel } = await ask((await norrsken.as(leader as Code))!, commonAction, {
        ...quarter,
        subject,
      })
      for (const point of funnel?.points.filter(one => one.named) ?? []) {
        named++
        const own = await ask((await norrsken.as('goran'))!, commonAction, {
          ...quarter,
          subject: point.subject!,
        })
        expect(
          own.funnel!.points.map(one => one.named),
          `${point.name}, with ${code}’s quota ${times} times`,
        ).toEqual([true])
      }
    }
    await asked(person, 1 / times)
  }
  expect(named).toBeGreaterThan(0)
})
