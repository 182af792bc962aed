import { keeperScope, type Actor } from '#access/scope.ts'
import type { Day } from '#core/calendar/index.ts'
import { actorOf } from '#db/actors.ts'
import type { ImportKind, ImportRow } from '#core/ledger/kinds.ts'
import type { Database } from '#db/open.ts'
import { addBatch, takeBatch } from '#db/ledger/batches.ts'
import { load } from '#db/ledger/load.ts'
import { inScope } from '#db/scope.ts'
import type pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { elsewhere, elsewhereRows } from './elsewhere.ts'
import { world, worldRows } from './world.ts'

export type Rows = { readonly [K in ImportKind]?: readonly ImportRow<K>[] }
type Of = Pick<Database, 'pools'> & { readonly superuser: pg.Pool }

/**
 * Norrsken Instruments as test/world.ts imagines it, and beside it another organisation that must never show through:
 * both come in by the loader that imports use, and everybody has a sign-on's id (`login of CODE`).
 */
export async function settle(db: Of): Promise<void> {
  for (const [name, rows] of [
    [world, worldRows],
    [elsewhere, elsewhereRows],
  ] as const) {
    const org = await makeOrganisation(db.superuser, name)
    await bringIn(db, org, rows)
    await db.superuser.query(
      `update app.person set login_id = 'login of ' || code where org_id = $1 and not is_house`,
      [org],
    )
  }
}

/** Founding is refused once there is one organisation, so both are put in place by the owner's hand. */
async function makeOrganisation(
  superuser: pg.Pool,
  of: { name: string; currency: string; timeZone: string; today: string },
): Promise<string> {
  const org = uuidv7()
  await superuser.query(
    `insert into app.organisation (org_id, name, currency, time_zone, clock_day) values ($1, $2, $3, $4, $5)`,
    [org, of.name, of.currency, of.timeZone, of.today],
  )
  await superuser.query(
    `insert into app.person (org_id, id, code, name, is_house) values ($1, $2, 'house', 'The house', true)`,
    [org, uuidv7()],
  )
  return org
}

/** Imports rows of every kind, in the order in which they stand; throws where one is refused. */
export async function bringIn(db: Of, org: string, rows: Rows, source = 'world'): Promise<void> {
  for (const [kind, list] of Object.entries(rows)) {
    await importRows(db, org, { kind: kind as ImportKind, rows: list, source })
  }
}

async function importRows(
  { pools, superuser }: Of,
  org: string,
  of: { kind: ImportKind; rows: readonly object[]; source: string },
): Promise<void> {
  const { kind, rows, source } = of
  const { rows: found } = await superuser.query<{ today: Day; currency: string; house: string }>(
    `select c.today::text, c.currency, p.id as house from app.clock($1) c, app.person p where p.org_id = $1 and p.is_house`,
    [org],
  )
  const { today, currency, house } = found[0]!
  const scope = keeperScope(org, today)
  const batch = uuidv7()
  const name = { id: batch, kind, source, fileName: `${kind}.csv`, askedBy: house }
  await inScope(pools, scope, db =>
    addBatch(db, scope, { ...name, dry: false, asks: { task: 'file', fileId: batch, lookups: {} } }),
  )
  await takeBatch(pools, scope, batch)
  const outcome = await load(pools, scope, {
    batch,
    kind,
    source,
    currency,
    replaces: 'nothing',
    dry: false,
    rows: inOne(rows),
    columnOf: field => field,
    verdict: refused => (refused > 0 ? [`${refused} rows of ${kind} were refused.`] : []),
    report: ({ refused, ...facts }) => ({
      rowsRead: rows.length,
      report: {
        ...facts,
        rowsRead: rows.length,
        rowsTaken: rows.length - refused,
        rowsRefused: refused,
        rowsLeftOut: 0,
        documents: null,
        control: [],
        rounding: null,
      },
    }),
  })
  if (outcome.state === 'done') return
  const refusals = await superuser.query(
    'select line, column_name, value, reason from app.refusal where batch_id = $1',
    [batch],
  )
  throw new Error(`${outcome.sentence} ${JSON.stringify(refusals.rows)}`)
}

/** As the reader hands rows over; what is said twice in one file has the same key, as mappings have it. */
async function* inOne(rows: readonly object[]) {
  const keyFields = ['invoice', 'product', 'kind']
  yield rows.map((row, n) => ({
    line: n + 2,
    key: JSON.stringify(keyFields.map(field => (row as Record<string, unknown>)[field] ?? null)),
    row: row as Record<string, unknown>,
  }))
}

/** One organisation as a test knows it: by the codes of its people and accounts. */
export type Settled = {
  readonly org: string
  /** The id behind a code; a code that nobody has is a mistake in the test. */
  readonly person: (code: string) => string
  readonly account: (code: string) => string
  readonly as: (code: string, via?: Actor['via']) => Promise<Actor>
}

export async function lookUp({ pools, superuser }: Of, name: string): Promise<Settled> {
  const found = await superuser.query<{ org_id: string }>(
    'select org_id from app.organisation where name = $1',
    [name],
  )
  const org = found.rows[0]!.org_id
  const idsOf = async (table: 'person' | 'account') => {
    const { rows } = await superuser.query<{ code: string; id: string }>(
      `select code, id from app.${table} where org_id = $1`,
      [org],
    )
    const ids = new Map(rows.map(({ code, id }) => [code, id]))
    return (code: string) => ids.get(code) ?? raise(`${name} has no ${table} ${code}`)
  }
  const person = await idsOf('person')
  return {
    org,
    person,
    account: await idsOf('account'),
    async as(code, via = { kind: 'session' }) {
      const actor = await actorOf(pools, { org, person: person(code), via })
      return actor ?? raise(`${code} of ${name} is not here today`)
    },
  }
}

function raise(sentence: string): never {
  throw new Error(sentence)
}
