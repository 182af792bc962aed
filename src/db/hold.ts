import { sql } from 'kysely'
import type { Db } from './scope.ts'

/**
 * Whoever changes the same thing waits here until the other's transaction has ended: what is read after it is the
 * latest there is. Take it before reading what a change is checked against.
 */
export async function hold(db: Db, what: string, whose: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`plumbline ${what}`}), hashtext(${whose}))`.execute(db)
}
