import { sql, type RawBuilder } from 'kysely'
import type { DealQuestion } from './deals.ts'

type Moves = Pick<DealQuestion, 'left' | 'reached' | 'since' | 'outcome'>

/** Opportunities (o) that left a stage for another, or came from it to the end asked for, as the process map counts them. */
export function havingMoved({ left, reached, since, outcome }: Moves): RawBuilder<unknown> {
  const began =
    since === undefined
      ? sql``
      : sql`and coalesce(o.created_day, o.first_seen) between ${since}::date and app.today()`
  if (left === undefined || (reached === undefined && (outcome === 'all' || outcome === 'open'))) return began
  return sql`${began} and o.id = any (array(
    select app.deals_moved(${left}, ${reached ?? null}, ${reached === undefined ? outcome : null})))`
}
