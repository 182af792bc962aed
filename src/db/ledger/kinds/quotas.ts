import { type Day, type FiscalRule, periodsOf } from '#core/calendar/index.ts'
import { sql } from 'kysely'
import { conversions, inReporting, refuseUnrated } from '../convert.ts'
import { writeDated } from '../dated.ts'
import { type Loading, refuseBackwards, refuseRepeated, refuseUnknown } from '../loading.ts'
import { keptTables } from '../tables.ts'

export async function checkQuotas(load: Loading): Promise<void> {
  await refuseUnknown(load, 'person', { table: 'person', known: 'is nobody’s code; import people first' })
  await refuseBackwards(load, 'from', 'to')
  await refuseRepeated(load, ['person', 'figure', 'from'])
  await conversions(load)
  await refuseUnrated(load, 'from')
}

export async function applyQuotas(load: Loading): Promise<void> {
  const { db, org, currency } = load
  await quarterEnds(load)
  await writeDated(load, keptTables.quota, {
    mine: sql`
      select s.id, p.id as person_id, coalesce(s.figure, 'billed_revenue') as figure, s."from" as from_day,
        s."to" as to_day, s.amount, coalesce(s.currency, ${currency}) as currency, ${inReporting('s', 'amount')} as amount_rc
      from staged s
        join app.person p on p.org_id = ${org} and p.code = s.person
        left join conversion c on c.currency = s.currency and c.month = to_char(s."from", 'YYYY-MM')`,
    identity: ['person_id', 'figure'],
    timeline: ['person_id', 'figure'],
    // one that was there ends where a new one begins, for its own end may have been nobody's word
    ends: sql`case when given then coalesce(to_day, next_day - 1,
        (select q.to_day from quarter_end q where q.from_day = followed.from_day), '9999-12-31')
      else least(to_day, next_day - 1) end`,
    about: sql`'The quota of ' || (select p.name from app.person p where p.org_id = ${org} and p.id = a.person_id)`,
  })
  await sql`drop table quarter_end`.execute(db)
}

/** For each first day of a quota, the last day of the fiscal quarter it lies in: the organisation's table, else its rule. */
async function quarterEnds({ db, org }: Loading): Promise<void> {
  const { rows: days } = await sql<{ day: Day; table_to: Day | null }>`
    select distinct s."from" as day, f.to_day as table_to
    from staged s
      left join app.fiscal_period f on f.org_id = ${org} and f.kind = 'quarter' and s."from" between f.from_day and f.to_day
    where s."to" is null
  `.execute(db)
  const { rows: rules } = await sql<{ rule: FiscalRule }>`
    select fiscal_rule as rule from app.organisation where org_id = ${org}
  `.execute(db)
  const ends = days.map(({ day, table_to }) => ({ from: day, to: table_to ?? ruledEnd(rules[0]!.rule, day) }))
  await sql`
    create temp table quarter_end on commit drop as
    select e."from" as from_day, e."to" as to_day
    from jsonb_to_recordset(${JSON.stringify(ends)}::jsonb) as e ("from" date, "to" date)
  `.execute(db)
}

function ruledEnd(rule: FiscalRule, day: Day): Day | null {
  return periodsOf(rule, day, day).find(p => p.kind === 'quarter' && p.from <= day && day <= p.to)?.to ?? null
}
