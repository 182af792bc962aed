import type { Scope } from '#access/scope.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'

export type StoredFile = { id: string; name: string; hash: string; size: number }

/** Files handed in; their bytes lie in the data folder. */
export async function addFile(db: Db, scope: Scope, file: StoredFile & { addedBy: string }): Promise<void> {
  await sql`
    insert into app.file (org_id, id, name, hash, size, added_by)
    values (${scope.org}, ${file.id}, ${file.name}, ${file.hash}, ${file.size}, ${file.addedBy})
  `.execute(db)
}

export async function findFile(db: Db, scope: Scope, id: string): Promise<StoredFile | undefined> {
  const { rows } = await sql<Omit<StoredFile, 'size'> & { size: bigint }>`
    select id, name, hash, size from app.file where org_id = ${scope.org} and id = ${id}
  `.execute(db)
  return rows[0] && { ...rows[0], size: Number(rows[0].size) }
}
