import { sql } from 'kysely'
import type { Db } from '../scope.ts'
import { fetched } from '../stream.ts'
import { type LineQuestion, type LineRow, type LineSort, matching } from './lines.ts'

/** A line as a file has it: who is credited with the rest stays on the screen. */
export type FileLine = Omit<LineRow, 'id' | 'accountId' | 'netReporting' | 'credits' | 'batchId'>

/** All lines to a question, of which there may be millions, some at a time. */
export function streamLines(db: Db, question: LineQuestion, sort: LineSort): AsyncIterable<FileLine[]> {
  const order = sql.raw(sort.startsWith('-') ? 'desc' : 'asc')
  const column = sort.endsWith('net') ? sql`b.net_rc` : sql`b.day`
  return fetched<FileLine>(
    db,
    sql`
      select b.invoice, b.day, a.name as account, p.name as product, coalesce(p.line, '') as "productLine", b.channel,
        b.kind, b.quantity, b.currency, b.net, b.list_rc as list, b.discount_rc as discount, b.cost_rc as cost,
        case when b.kind = 'charge' then 0 else f.credited end as credited
      from ${matching(question, sql`left join app.account a on a.org_id = b.org_id and a.id = b.account_id`)}
      order by ${column} ${order}, b.id ${order}`,
  )
}
