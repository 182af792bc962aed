import { sql, type RawBuilder } from 'kysely'
import type { Kept } from '../rows.ts'
import type { Undoing } from './table.ts'

/** `billing_line` is kept by other means, but undone like the rest. */
export type UndoTable = Kept

export type Guard = {
  /** Why row `t` cannot be taken out, else null. */
  readonly needed: RawBuilder<string | null>
  /** Why row `o` cannot be put back, else null. */
  readonly taken: (of: Undoing) => RawBuilder<string | null>
}

const free = sql<null>`null::text`

const has = (table: string, ...ways: string[]) =>
  sql`exists (select from ${sql.table(`app.${table}`)} x where x.org_id = t.org_id and (${sql.raw(ways.join(' or '))}))`

const because = (...reasons: [RawBuilder<unknown>, string][]) =>
  sql<string | null>`case ${sql.join(
    reasons.map(([test, why]) => sql`when ${test} then ${why}::text`),
    sql` `,
  )} end`

const needed: Partial<Record<string, RawBuilder<string | null>>> = {
  person: because(
    [sql`t.login_id is not null`, 'signs in'],
    [has('line_seller', 'x.person_id = t.id'), 'sold lines of other imports'],
    [has('line_credit', 'x.person_id = t.id'), 'is credited with lines'],
    [has('reporting_line', 'x.person_id = t.id', 'x.manager_id = t.id'), 'stands in the reporting line'],
    [has('ownership', 'x.person_id = t.id'), 'owns accounts'],
    [has('quota', 'x.person_id = t.id'), 'has a quota'],
    [has('opportunity_credit', 'x.person_id = t.id'), 'works opportunities'],
    [has('activity', 'x.person_id = t.id'), 'has activities'],
    [has('assignment', 'x.person_id = t.id'), 'works a territory'],
    [has('person_role', 'x.person_id = t.id'), 'has a role given by hand or by another import'],
  ),
  territory: because(
    [has('territory', 'x.parent_id = t.id'), 'holds other territories'],
    [has('account_territory', 'x.territory_id = t.id'), 'accounts lie in it'],
    [has('assignment', 'x.territory_id = t.id'), 'somebody works it'],
  ),
  account: because(
    [has('billing_line', 'x.account_id = t.id'), 'has lines of other imports'],
    [has('account', 'x.parent_id = t.id'), 'other accounts belong to it'],
    [has('opportunity', 'x.account_id = t.id'), 'has opportunities of other imports'],
    [has('activity', 'x.account_id = t.id'), 'has activities of other imports'],
    [has('ownership', 'x.account_id = t.id'), 'is owned by other imports’ word'],
    [has('account_territory', 'x.account_id = t.id'), 'lies in a territory by another import’s word'],
  ),
  product: because(
    [has('billing_line', 'x.product_id = t.id'), 'stands on lines of other imports'],
    [has('opportunity_product', 'x.product_id = t.id'), 'is to be sold by opportunities'],
  ),
  stage: because([has('opportunity', 'x.stage = t.name'), 'opportunities of other imports stand in it']),
  opportunity: because([has('activity', 'x.opportunity_id = t.id'), 'has activities']),
  // history goes with the state it led to: where a later import changed the deal again, both stay
  opportunity_change: because([
    has('opportunity', 'x.id = t.opportunity_id and x.batch_id <> t.batch_id'),
    'the deal has changed again since',
  ]),
  rate: because(
    [
      has('billing_line', "x.currency = t.currency and to_char(x.day, 'YYYY-MM') = t.month"),
      'lines are converted by it',
    ],
    [
      has('quota', "x.currency = t.currency and to_char(x.from_day, 'YYYY-MM') = t.month"),
      'quotas are converted by it',
    ],
  ),
}

/** Columns that only one row may have, or of which two rows may not overlap in days. */
const single: Record<string, readonly string[]> = {
  person: ['code'],
  territory: ['code'],
  account: ['code'],
  product: ['code'],
  fiscal_period: ['kind', 'code'],
  opportunity: ['code'],
  activity: ['source', 'code'],
  billing_line: ['source', 'key', 'occurrence'],
}
const apartBy: Record<string, readonly string[]> = {
  reporting_line: ['person_id'],
  assignment: ['person_id', 'territory_id'],
  account_territory: ['account_id'],
  ownership: ['account_id', 'person_id'],
  quota: ['person_id', 'figure'],
  fiscal_period: ['kind'],
}
/** What a row refers to and must find. */
const refersTo: Record<string, readonly [string, string][]> = {
  person_role: [['person_id', 'person']],
  reporting_line: [
    ['person_id', 'person'],
    ['manager_id', 'person'],
  ],
  assignment: [
    ['person_id', 'person'],
    ['territory_id', 'territory'],
  ],
  territory: [['parent_id', 'territory']],
  account: [['parent_id', 'account']],
  account_territory: [
    ['account_id', 'account'],
    ['territory_id', 'territory'],
  ],
  ownership: [
    ['account_id', 'account'],
    ['person_id', 'person'],
  ],
  quota: [['person_id', 'person']],
  opportunity: [['account_id', 'account']],
  opportunity_change: [['opportunity_id', 'opportunity']],
  activity: [
    ['person_id', 'person'],
    ['account_id', 'account'],
    ['opportunity_id', 'opportunity'],
  ],
  billing_line: [
    ['account_id', 'account'],
    ['product_id', 'product'],
  ],
}

export function guardOf(kept: UndoTable): Guard {
  return { needed: needed[kept.table] ?? free, taken: of => taken(kept, of) }
}

/** A row of the same list that is put back too is in nobody's way. */
function taken(kept: UndoTable, { org }: Undoing): RawBuilder<string | null> {
  const { table } = kept
  const others = (test: string) => sql`exists (
    select from ${sql.table(`app.${table}`)} x
    where x.org_id = ${org} and ${sql.raw(test)}
      and not exists (select from back y where y.row_id = ${sql.raw(`concat_ws(' ', ${kept.key.map(k => `x.${k}`).join(', ')})`)}))`
  const same = (columns: readonly string[]) =>
    columns.map(column => `x.${column} = o.${column}`).join(' and ')
  const reasons: [RawBuilder<unknown>, string][] = []
  if (single[table]) reasons.push([others(same(single[table])), 'another came in its place since'])
  if (apartBy[table]) {
    const overlaps = `${same(apartBy[table])} and x.from_day <= o.to_day and x.to_day >= o.from_day`
    reasons.push([others(overlaps), 'another holds on those days since'])
  }
  for (const [column, target] of refersTo[table] ?? []) {
    const name = sql.raw(`o.${column}`)
    const there = sql`exists (select from ${sql.table(`app.${target}`)} x where x.org_id = ${org} and x.id = ${name})`
    const coming = target === table ? sql`or exists (select from back y where y.id = ${name})` : sql``
    reasons.push([
      sql`${name} is not null and not (${there} ${coming})`,
      `what it belongs to is gone (${target})`,
    ])
  }
  return reasons.length > 0 ? because(...reasons) : free
}
