/** An organisation's own figures, version after version. */
import type { PersonScope } from '#access/scope.ts'
import type { OwnFigure, OwnVersion } from '#core/figures/index.ts'
import { sql } from 'kysely'
import { hold } from '../hold.ts'
import type { Db } from '../scope.ts'

export type MadeVersion = OwnVersion & {
  readonly at: string
  readonly by: string | null
  readonly why: string
}
export type MadeFigure = Omit<OwnFigure, 'versions'> & { readonly versions: readonly MadeVersion[] }

/** All of them, oldest first; who made a version by name where one may know it. */
export async function ownFigures(db: Db): Promise<MadeFigure[]> {
  const { rows } = await sql<Omit<MadeVersion, 'at'> & { id: string; at: Date }>`
    select f.id, f.version, f.from_day as "from", f.retired, f.definition, f.made_at as at, p.name as by, f.why
    from app.own_figure f left join app.person p on p.org_id = f.org_id and p.id = f.made_by
    where f.org_id = app.org()
    order by f.id, f.version
  `.execute(db)
  return [...Map.groupBy(rows, row => row.id)].map(([id, versions]) => ({
    id,
    versions: versions.map(({ version, from, retired, definition, at, by, why }) => ({
      version,
      from,
      retired,
      definition,
      at: new Date(at).toISOString(),
      by,
      why,
    })),
  }))
}

/** One change of an organisation's figures at a time: each is checked against the others' names and parts. */
export const holdOwnFigures = (db: Db, scope: PersonScope) => hold(db, 'own figures', scope.org)

/** The next version of a figure; refused where another was made meanwhile. */
export async function addOwnVersion(
  db: Db,
  scope: PersonScope,
  of: Omit<OwnVersion, 'version'> & { id: string; version: number; why: string },
): Promise<'added' | 'not_the_latest'> {
  const { rows } = await sql`
    insert into app.own_figure (org_id, id, version, from_day, definition, retired, why, made_by)
    select ${scope.org}, ${of.id}, ${of.version}, ${of.from}, ${JSON.stringify(of.definition)}, ${of.retired},
      ${of.why}, ${scope.person}
    where ${of.version} = 1 + (
      select coalesce(max(version), 0) from app.own_figure where org_id = ${scope.org} and id = ${of.id})
    on conflict do nothing
    returning id
  `.execute(db)
  return rows.length > 0 ? 'added' : 'not_the_latest'
}

/** What deals may be narrowed by when a figure is defined. */
export async function dealWords(
  db: Db,
): Promise<{ origins: string[]; lossReasons: string[]; competitors: string[] }> {
  const { rows } = await sql<{ origins: string[]; lossReasons: string[]; competitors: string[] }>`
    select origins, loss_reasons as "lossReasons", competitors from app.deal_words()
  `.execute(db)
  return rows[0] ?? { origins: [], lossReasons: [], competitors: [] }
}
