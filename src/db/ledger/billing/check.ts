import { sql } from 'kysely'
import { conversions, refuseUnrated } from '../convert.ts'
import { type Loading, refuse } from '../loading.ts'

/** Sellers must be known people and amounts must have a rate; customers and products are made by code as they appear. */
export async function checkBilling(load: Loading): Promise<void> {
  const { org } = load
  await refuse(
    load,
    'sellers',
    sql`
      with named as (
        select distinct sellers_one as code from staged where sellers_one is not null
      ),
      unknown as (
        select n.code from named n
        where not exists (select from app.person p where p.org_id = ${org} and p.code = n.code)
      )
      select s.id, s.at_line as line, s.sellers_one as value, 'is nobody’s code; import people first' as reason
      from staged s join unknown u on u.code = s.sellers_one
      union all
      select s.id, s.at_line, e ->> 'code', 'is nobody’s code; import people first'
      from staged s cross join jsonb_array_elements(s.sellers) as e
      where not exists (select from app.person p where p.org_id = ${org} and p.code = e ->> 'code')`,
  )
  await conversions(load)
  await refuseUnrated(load, 'day')
}
