import type { KeeperScope } from '#access/scope.ts'
import type { Day } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import { sql } from 'kysely'
import { inScope, type Db, type Pools } from '../scope.ts'
import type { Asks } from './batches.ts'
import { codesUnassigned } from './house.ts'
import { load, type LoadOrder, type Outcome } from './load.ts'
import type { Incoming } from './stage.ts'

type Given = Extract<Asks, { task: 'owners' | 'house' }>

/** Who owns an account, or many, from a day on, given by hand; nobody named gives it back to the house. */
export async function loadOwners(
  pools: Pools,
  scope: KeeperScope,
  order: Pick<LoadOrder, 'batch' | 'currency'> & {
    asks: Given
    report: (rows: number) => LoadOrder['report']
    signal: AbortSignal
  },
): Promise<Outcome> {
  const rows = await inScope(pools, scope, db => rowsOf(db, scope, order.asks))
  return load(pools, scope, {
    ...order,
    report: order.report(rows.length),
    kind: 'ownership',
    source: '',
    replaces: 'nothing',
    dry: false,
    columnOf: field => field,
    verdict: refused => (refused > 0 ? ['An account or a person is not known.'] : []),
    rows: inParts(rows),
  })
}

const atOnce = 5_000

async function* inParts(rows: readonly Incoming[]) {
  for (let from = 0; from < rows.length; from += atOnce) yield rows.slice(from, from + atOnce)
}

async function rowsOf(db: Db, scope: KeeperScope, asks: Given): Promise<Incoming[]> {
  const accounts = await accountsOf(db, scope, asks)
  const owners = await ownersOf(db, scope, asks.owners)
  return accounts.flatMap((account, place) =>
    owners.map(({ code, share }, index) => ({
      line: place * owners.length + index + 1,
      key: `${account} ${code}`,
      row: { account, person: code, share, from: asks.from },
    })),
  )
}

async function accountsOf(db: Db, scope: KeeperScope, asks: Given): Promise<string[]> {
  if (asks.task === 'house') {
    const codes = await codesUnassigned(db, scope, { which: asks.which, from: asks.from as Day })
    if (codes.length === asks.accounts) return codes
    throw new Failure(
      'conflict',
      `They were ${asks.accounts} accounts when they were counted, and are ${codes.length} now.`,
    )
  }
  const { rows } = await sql<{ code: string }>`
    select code from app.account where org_id = ${scope.org} and id = ${asks.accountId}
  `.execute(db)
  if (!rows[0]) throw new Failure('not_found', 'There is no such account.')
  return [rows[0].code]
}

async function ownersOf(db: Db, scope: KeeperScope, owners: Given['owners']) {
  const { rows } = await sql<{ id: string; code: string; house: boolean }>`
    select id, code, is_house as house from app.person
    where org_id = ${scope.org} and (id = any (${owners.map(o => o.personId)}::uuid[]) or is_house)
  `.execute(db)
  if (owners.length === 0) return [{ code: rows.find(row => row.house)!.code, share: 1_000_000 }]
  return owners.map(({ personId, share }) => {
    const found = rows.find(row => row.id === personId)
    if (!found) throw new Failure('not_found', 'There is no such person.')
    return { code: found.code, share }
  })
}
