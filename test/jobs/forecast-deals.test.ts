import { publishedActions } from '#actions/forecast/show.ts'
import { addDays, type Day } from '#core/calendar/index.ts'
import type { ImportRow } from '#core/ledger/kinds.ts'
import { seeded } from '#core/stats/index.ts'
import { expect, test } from 'vitest'
import { asks } from '../asks.ts'
import { testDatabase } from '../db.ts'
import { lent } from '../lent.ts'
import { bringIn, lookUp } from '../settle.ts'
import { world } from '../world.ts'
import { publishes } from './publishes.ts'

const db = await testDatabase('world')
const ask = asks(lent(db))
const norrsken = await lookUp(db, world.name)

const publish = publishes(db, norrsken.org)

/** Two years of deals of four sellers, won or lost within some weeks. */
function deals(): ImportRow<'opportunities'>[] {
  const chance = seeded(9)
  const today = world.today as Day
  const sellers = ['ake', 'beatrice', 'kenji', 'celik']
  return Array.from({ length: 240 }, (_, n) => {
    const created = addDays(today, -1 - chance.below(720))
    const closed = addDays(created, 3 + chance.below(80))
    const won = chance.uniform() < 0.5
    return {
      code: `J-${n}`,
      account: 'A1',
      owners: [{ code: sellers[n % 4]!, share: 1_000_000 }],
      stage: closed > today ? 'Lead' : won ? 'Won' : 'Lost',
      amount: 1_000_00 + chance.below(500_00),
      created,
      ...(closed > today ? {} : { closed }),
      asOf: today,
    }
  })
}

test(
  'every forecast keeps its three parts; where deals tell nothing, or are not on record long enough, they stay apart and it says why',
  { timeout: 240_000 },
  async () => {
    await bringIn(db, norrsken.org, { opportunities: deals() }, 'deals')
    // billing is known to 20 March, so that February is the last month end on record
    await publish(13)
    await publish(0)
    const [goran, ake] = await Promise.all([norrsken.as('goran'), norrsken.as('ake')])
    const show = publishedActions[0]!
    const { forecast } = await ask(goran, show, { subject: 'company' })
    const { near, far, parts } = forecast!.deals!
    // these deals are noise: on trial at six month ends they told nothing that billing does not
    const why = 'not_surely_better'
    expect(near).toMatchObject({
      joined: false,
      why,
      weights: { series: 1, open: 0, notYetSeen: 0 },
      scored: 6,
    })
    expect(far).toMatchObject({ joined: false, why: 'too_few_cuts' })
    // apart: what is published is the series, and the deals stand beside it
    expect(parts.map(({ series }) => series)).toEqual(forecast!.months.map(({ mean }) => mean))
    for (const { series, counted } of parts) expect(counted).toEqual({ series, open: 0, notYetSeen: 0 })
    expect(parts[0]!.open).toBeGreaterThan(0)
    expect(parts[6]!.notYetSeen).toBeGreaterThan(parts[6]!.open)
    const { rows } = await db.superuser.query<{ near: object }>(
      `select joined -> 'near' as near from app.forecast where org_id = $1 and origin = '2025-10-31'`,
      [norrsken.org],
    )
    expect(rows[0]!.near).toMatchObject({ joined: false, why: 'too_few_cuts', needed: 6 })
    const own = await ask(ake, show, { subject: 'me' })
    expect(own.forecast!.deals!.parts[0]!.open).toBeLessThan(parts[0]!.open)
    // of a team whose bare total he sees, the parts would tell whose deals are open
    const team = await ask(ake, show, { subject: `team:${norrsken.person('zoe')}` })
    expect(team.forecast!.deals!.parts).toEqual([])
  },
)
