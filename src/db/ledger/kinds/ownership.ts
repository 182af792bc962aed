import { checkOwnership } from '#core/ledger/index.ts'
import type { Day } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import { sql } from 'kysely'
import { writeDated } from '../dated.ts'
import { type Loading, refuseBackwards, refuseRepeated, refuseUnknown } from '../loading.ts'
import { keptTables } from '../tables.ts'

export async function checkOwners(load: Loading): Promise<void> {
  await refuseUnknown(load, 'account', {
    table: 'account',
    known: 'is no customer’s code; import accounts first',
  })
  await refuseUnknown(load, 'person', { table: 'person', known: 'is nobody’s code; import people first' })
  await refuseBackwards(load, 'from', 'to')
  await refuseRepeated(load, ['account', 'person', 'from'])
}

export async function applyOwnership(load: Loading): Promise<void> {
  const { org } = load
  await writeDated(load, keptTables.ownership, {
    mine: sql`
      select s.id, a.id as account_id, p.id as person_id, s.share, coalesce(s."from", '0001-01-01') as from_day,
        s."to" as to_day
      from staged s
        join app.account a on a.org_id = ${org} and a.code = s.account
        join app.person p on p.org_id = ${org} and p.code = s.person`,
    identity: ['account_id', 'person_id'],
    timeline: ['account_id'],
    about: sql`(select c.name from app.account c where c.org_id = ${org} and c.id = a.account_id)`,
  })
  await refuseTooMuch(load)
}

/** More than the whole of an account cannot be owned; only accounts with several owners can come to that. */
export async function refuseTooMuch({ db, org, batch }: Loading): Promise<void> {
  const { rows } = await sql<{ account: string; person: string; share: number | null; from: Day; to: Day }>`
    select c.name as account, p.name as person, o.share, o.from_day as "from", o.to_day as "to"
    from app.ownership o
      join app.account c on c.org_id = o.org_id and c.id = o.account_id
      join app.person p on p.org_id = o.org_id and p.id = o.person_id
    where o.org_id = ${org} and o.account_id in (
      select n.account_id from app.ownership n
      where n.org_id = ${org} and n.account_id in (
        select b.account_id from app.ownership b where b.org_id = ${org} and b.batch_id = ${batch})
      group by n.account_id having count(*) > 1)
  `.execute(db)
  const wrong = checkOwnership(rows)
  if (wrong.length > 0) throw new Failure('invalid', wrong.slice(0, 3).join(' '))
}
