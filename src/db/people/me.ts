import type { PersonScope } from '#access/scope.ts'
import type { Day } from '#core/calendar/index.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'

export type OrganisationFacts = {
  name: string
  clockFixed: boolean
  executivesSeeNames: boolean
}

export async function readOrganisation(db: Db, scope: PersonScope): Promise<OrganisationFacts> {
  const { rows } = await sql<OrganisationFacts>`
    select name, clock_day is not null as "clockFixed", executives_see_names as "executivesSeeNames"
    from app.organisation
    where org_id = ${scope.org}
  `.execute(db)
  return rows[0]!
}

export type Freshness = {
  billedTo: Day | null
  lastImportAt: string | null
  unassignedNet: number | null
  unassignedLines: number | null
}

/** Up to which day there is billing, when it last came in, and what is with the house (for those who can assign it). */
export async function readFreshness(db: Db): Promise<Freshness> {
  const { rows } = await sql<{ to: Day | null; at: Date | null; net: bigint | null; lines: bigint | null }>`
    select billed_to as "to", last_import_at as at, unassigned_net as net, unassigned_lines as lines
    from app.freshness()
  `.execute(db)
  const { to, at, net, lines } = rows[0]!
  return {
    billedTo: to,
    lastImportAt: at?.toISOString() ?? null,
    unassignedNet: net === null ? null : Number(net),
    unassignedLines: lines === null ? null : Number(lines),
  }
}

/** The only file that changes an organisation; absent fields stay as they are. */
export async function changeOrganisation(
  db: Db,
  scope: PersonScope,
  to: {
    name?: string | undefined
    timeZone?: string | undefined
    locale?: string | undefined
    executivesSeeNames?: boolean | undefined
    fiscalRule?: object | undefined
  },
): Promise<void> {
  const rule = to.fiscalRule === undefined ? null : JSON.stringify(to.fiscalRule)
  await sql`
    update app.organisation
    set name = coalesce(${to.name ?? null}, name), time_zone = coalesce(${to.timeZone ?? null}, time_zone),
      locale = coalesce(${to.locale ?? null}, locale),
      executives_see_names = coalesce(${to.executivesSeeNames ?? null}, executives_see_names),
      fiscal_rule = coalesce(${rule}::jsonb, fiscal_rule)
    where org_id = ${scope.org}
  `.execute(db)
}

/** The sign-on that stands behind one's own person, if any. */
export async function ownLogin(db: Db, scope: PersonScope): Promise<string | null> {
  const { rows } = await sql<{ login: string | null }>`
    select login_id as login from app.person where org_id = ${scope.org} and id = ${scope.person}
  `.execute(db)
  return rows[0]?.login ?? null
}
