/** An organisation's own figures, version after version. */
import type { OwnFigure, OwnVersion } from '#core/figures/index.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'

export type MadeVersion = OwnVersion & {
  readonly at: string
  readonly by: string | null
  readonly why: string
}
export type MadeFigure = OwnFigure & { readonly versions: readonly MadeVersion[] }

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
