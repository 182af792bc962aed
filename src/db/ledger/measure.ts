import { sql } from 'kysely'
import type { Loading } from './loading.ts'

/**
 * New statistics for tables that have doubled, within the transaction that fills them: the next step is planned for
 * what is there now.
 */
export async function measure({ db }: Pick<Loading, 'db'>, ...tables: readonly string[]): Promise<void> {
  await sql`select app.measure(variadic ${tables}::text[])`.execute(db)
}
