import type { TestDatabase } from '../db.ts'

/** What a question about the catalogue names, in order. */
export async function namesIn(
  { superuser }: Pick<TestDatabase, 'superuser'>,
  query: string,
): Promise<string[]> {
  return (await superuser.query<{ name: string }>(query)).rows.map(row => row.name).toSorted()
}

export const inApp = `pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'app'`
/** The tables of app, for `namesIn`. */
export const tablesOfApp = `select relname as name from ${inApp} and relkind in ('r', 'p')`
