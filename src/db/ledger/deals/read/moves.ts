import { sql, type RawBuilder } from 'kysely'
import type { DealQuestion } from './deals.ts'

type Moves = Pick<DealQuestion, 'left' | 'reached' | 'since' | 'outcome'>

/** Opportunities (o) that left a stage for another, or came from it to the end asked for, as the process map counts them. */
export function havingMoved({ left, reached, since, outcome }: Moves): RawBuilder<unknown> {
  const began =
    since === undefined
      ? sql``
      : sql`and coalesce(o.created_day, o.first_seen) between ${since}::date and app.today()`
  if (left === undefined) return began
  if (reached !== undefined) return sql`${began} and ${movedOpen(left, reached)}`
  return outcome === 'all' || outcome === 'open' ? began : sql`${began} and ${endedFrom(left, outcome)}`
}

const movedOpen = (left: string, reached: string) => sql`exists (
  select from app.opportunity_change x
  where x.org_id = o.org_id and x.opportunity_id = o.id and x.field = 'stage' and x.before = ${left} and x.after = ${reached}
    and app.deal_was(o.id, 'outcome', x.day, o.outcome) = 'open'
    and app.deal_was(o.id, 'outcome', x.day - 1, o.outcome) = 'open')`

const endedFrom = (left: string, outcome: string) => sql`exists (
  select from app.opportunity_change x
  where x.org_id = o.org_id and x.opportunity_id = o.id and x.field = 'outcome' and x.before = 'open' and x.after = ${outcome}
    and app.deal_was(o.id, 'stage', x.day - 1, o.stage) = ${left})`
