import type { PersonScope } from '#access/scope.ts'
import { Failure } from '#core/failure.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Db, type Pools, setScope } from './scope.ts'

/**
 * Downloads hold a connection as long as their reader takes: so many at once, and one of each person's, for who takes
 * them slowly shall not hold up everybody. The others wait for their turn.
 */
const atOnce = 3
/** A reader that takes nothing for so long has gone, or holds up the others. */
const patience = 60_000

/**
 * Reads in one read-only transaction of one moment for as long as somebody takes what comes; it ends with the last
 * item, with the reader, or when the reader stalls.
 */
export async function* streamInScope<T>(
  pools: Pools,
  scope: PersonScope,
  read: (db: Db) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const leave = await turnIn(pools, scope.person)
  const db = await pools.app
    .startTransaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute()
    .catch((error: unknown) => {
      leave()
      throw error
    })
  const end = async () => {
    leave()
    if (!db.isCommitted && !db.isRolledBack) await db.rollback().execute()
  }
  let stalled: NodeJS.Timeout | undefined
  try {
    await setScope(db, scope)
    for await (const item of read(db)) {
      let late = false
      stalled = setTimeout(() => {
        late = true
        void end().catch(() => undefined)
      }, patience)
      yield item
      clearTimeout(stalled)
      if (late) throw new Failure('conflict', 'This was taken too slowly. Ask for it again.')
    }
  } finally {
    clearTimeout(stalled)
    await end()
  }
}

/** What a query finds, so many rows at a time, by a cursor of the server's: the whole is nowhere in memory. */
export async function* fetched<T>(
  db: Db,
  query: RawBuilder<unknown>,
  rowsAtOnce = 1000,
): AsyncGenerator<T[]> {
  // All rows will be read. A plan made for the first few of them looked through every account for each line.
  await sql`set local cursor_tuple_fraction = 1`.execute(db)
  await sql`declare found no scroll cursor for ${query}`.execute(db)
  for (;;) {
    const { rows } = await sql<T>`fetch ${sql.raw(String(rowsAtOnce))} from found`.execute(db)
    if (rows.length > 0) yield rows
    if (rows.length < rowsAtOnce) break
  }
  await sql`close found`.execute(db)
}

type Turns = { reading: Set<string>; waiting: { person: string; go: () => void }[] }
const turns = new WeakMap<Pools, Turns>()

/** @returns how to leave; leaving twice is leaving once */
async function turnIn(pools: Pools, person: string): Promise<() => void> {
  const here = turns.get(pools) ?? { reading: new Set(), waiting: [] }
  turns.set(pools, here)
  await new Promise<void>(go => {
    here.waiting.push({ person, go })
    next(here)
  })
  let left = false
  return () => {
    if (left) return
    left = true
    here.reading.delete(person)
    next(here)
  }
}

/** The first of those who wait and have nothing that is being read. */
function next({ reading, waiting }: Turns): void {
  if (reading.size >= atOnce) return
  const at = waiting.findIndex(one => !reading.has(one.person))
  const [one] = at === -1 ? [] : waiting.splice(at, 1)
  if (!one) return
  reading.add(one.person)
  one.go()
}
