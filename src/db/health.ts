import pg from 'pg'
import type { ConnectionConfig } from './connection.ts'
import { migrationFiles } from './migrate.ts'

/** What `plumbline doctor` asks the database as its owner; each answer is a fact, judged by the command. */
export type Health = {
  version: string
  migrationsMissing: string[]
  tablesWithoutWalls: string[]
  organisations: {
    name: string
    people: number
    lines: number
    lastDay: string | null
    lastImport: string | null
  }[]
  stuckImports: number
  /** Sums that must agree: billing lines against their credits, credits against the roll-up. */
  uneven: { what: string; left: string; right: string }[]
  size: string
}

export async function health(owner: ConnectionConfig): Promise<Health> {
  const client = new pg.Client(owner)
  await client.connect()
  const rows = async <T extends pg.QueryResultRow>(text: string) => (await client.query<T>(text)).rows
  try {
    const ran = (await rows<{ name: string }>('select name from plumbline.migration')).map(r => r.name)
    const [about] = await rows<{ version: string; size: string }>(
      `select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size`,
    )
    const [sums] = await rows<{
      lines: string
      credits: string
      billing: string
      rolled: string
      teams: string
    }>(
      `select
         (select coalesce(sum(net_rc), 0) from app.billing_line) as lines,
         (select coalesce(sum(net_rc), 0) from app.line_credit) as credits,
         (select coalesce(sum(c.net_rc), 0) from app.line_credit c
            join app.billing_line b on b.org_id = c.org_id and b.id = c.line_id where b.kind <> 'charge') as billing,
         (select coalesce(sum(net), 0) from app.sales_day) as rolled,
         (select coalesce(sum(net), 0) from app.team_day where team_id = org_id) as teams`,
    )
    const pairs = sums
      ? [
          { what: 'billing lines and their credits', left: sums.lines, right: sums.credits },
          { what: 'credits and the roll-up by day', left: sums.billing, right: sums.rolled },
          { what: 'the roll-up by day and the company’s total', left: sums.rolled, right: sums.teams },
        ]
      : []
    return {
      version: about?.version ?? '',
      size: about?.size ?? '',
      migrationsMissing: migrationFiles()
        .map(f => f.name)
        .filter(name => !ran.includes(name)),
      tablesWithoutWalls: (
        await rows<{ name: string }>(
          `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where n.nspname = 'app' and c.relkind in ('r', 'p') and not c.relrowsecurity`,
        )
      ).map(r => r.name),
      organisations: await rows(
        `select o.name,
           (select count(*)::int from app.person p where p.org_id = o.org_id and not p.is_house) as people,
           (select count(*)::int from app.billing_line b where b.org_id = o.org_id) as lines,
           (select max(b.day)::text from app.billing_line b where b.org_id = o.org_id) as "lastDay",
           (select max(b.ended_at)::text from app.batch b where b.org_id = o.org_id and b.state = 'done') as "lastImport"
         from app.organisation o order by o.name`,
      ),
      stuckImports: Number(
        (
          await rows<{ n: string }>(
            `select count(*) as n from app.batch where state in ('reading', 'loading') and asked_at < now() - interval '1 day'`,
          )
        )[0]?.n ?? 0,
      ),
      uneven: pairs.filter(pair => pair.left !== pair.right),
    }
  } finally {
    await client.end()
  }
}
