import type { KeeperScope, PersonScope, Scope } from '#access/scope.ts'
import { Failure } from '#core/failure.ts'
import { sql, type Kysely, type Transaction } from 'kysely'
import type pg from 'pg'
import type { Tables } from './tables.ts'

/** A transaction that speaks for somebody: row-level security lets through what they may see. */
export type Db = Transaction<Tables>

/** The two doors: one for people, one for the keeper; and the keeper's for COPY, which the query builder can't do. */
export type Pools = {
  readonly app: Kysely<Tables>
  readonly keeper: Kysely<Tables>
  readonly loads: pg.Pool
}

/** Runs `work` in one transaction with the scope's organisation, person and business day set on it. */
export function inScope<T>(pools: Pools, scope: Scope, work: (db: Db) => Promise<T>): Promise<T> {
  const pool = scope.kind === 'keeper' ? pools.keeper : pools.app
  return pool
    .transaction()
    .execute(async db => {
      await setScope(db, scope)
      return work(db)
    })
    .catch(sentenceOf)
}

export async function setScope(db: Db, scope: PersonScope | KeeperScope): Promise<void> {
  const person = scope.kind === 'person' ? scope.person : ''
  await sql`select set_config('app.org', ${scope.org}, true), set_config('app.person', ${person}, true),
    set_config('app.today', ${scope.today}, true)`.execute(db)
  if (scope.kind === 'person' && scope.readOnly) await sql`set transaction read only`.execute(db)
}

/** What the database refuses for a reason that a person can act on. */
function sentenceOf(error: unknown): never {
  const code = (error as { code?: string }).code
  if (code === '25006') {
    throw new Failure(
      'not_allowed',
      'You are seeing this as somebody else, and that is read only. Go back to yourself first.',
    )
  }
  if (code === '40001' || code === '40P01') {
    throw new Failure('conflict', 'Somebody changed the same thing at the same moment. Try again.')
  }
  throw error
}
