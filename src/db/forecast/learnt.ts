/** What was learnt from everybody's deals, kept so that whoever asks first need not wait for it. */
import type { KeeperScope } from '#access/scope.ts'
import { dealMethod, type PackedDeals } from '#core/forecast/deals/index.ts'
import { sql } from 'kysely'
import type { Db, Pools } from '../scope.ts'

/** What it depends on: how it is learnt, the last batch that went in, and what day it is. */
export async function dealsAsOf(db: Db, scope: KeeperScope): Promise<string> {
  const { rows } = await sql<{ asOf: string }>`
    select app.deals_as_of(${scope.org}, ${dealMethod}) as "asOf"
  `.execute(db)
  return rows[0]!.asOf
}

/** Organisations of which it is not kept as of now. */
export async function dealsDue(pools: Pools): Promise<string[]> {
  const { rows } = await sql<{ org: string }>`select app.deals_due(${dealMethod}) as org`.execute(
    pools.keeper,
  )
  return rows.map(({ org }) => org)
}

export async function keptDeals(db: Db, scope: KeeperScope, asOf: string): Promise<PackedDeals | undefined> {
  const { rows } = await sql<{ learnt: PackedDeals }>`
    select learnt from app.deal_learning where org_id = ${scope.org} and as_of = ${asOf}
  `.execute(db)
  return rows[0]?.learnt
}

export async function keepDeals(
  db: Db,
  scope: KeeperScope,
  { asOf, learnt }: { asOf: string; learnt: PackedDeals },
): Promise<void> {
  await sql`
    insert into app.deal_learning (org_id, as_of, learnt) values (${scope.org}, ${asOf}, ${JSON.stringify(learnt)})
    on conflict (org_id) do update set as_of = excluded.as_of, learnt = excluded.learnt, learnt_at = now()
  `.execute(db)
}
