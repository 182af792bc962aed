import type { KeeperScope } from '#access/scope.ts'
import { Failure } from '#core/failure.ts'
import { sql } from 'kysely'
import { inScope, type Pools } from '../scope.ts'
import { load, type LoadOrder, type Outcome } from './load.ts'
import type { Incoming } from './stage.ts'

/** Who owns an account from a day on, given by hand; nobody named gives it back to the house. */
export async function loadOwners(
  pools: Pools,
  scope: KeeperScope,
  order: Pick<LoadOrder, 'batch' | 'currency' | 'report'> & {
    accountId: string
    from: string
    owners: readonly { personId: string; share: number }[]
    signal: AbortSignal
  },
): Promise<Outcome> {
  const rows = await codesOf(pools, scope, order)
  return load(pools, scope, {
    ...order,
    kind: 'ownership',
    source: '',
    replacesMonths: false,
    dry: false,
    columnOf: field => field,
    verdict: refused => (refused > 0 ? ['An account or a person is not known.'] : []),
    rows: (async function* () {
      yield rows
    })(),
  })
}

async function codesOf(
  pools: Pools,
  scope: KeeperScope,
  of: { accountId: string; from: string; owners: readonly { personId: string; share: number }[] },
): Promise<Incoming[]> {
  const owners = of.owners.length > 0 ? of.owners : await theHouse(pools, scope)
  return inScope(pools, scope, async db => {
    const { rows } = await sql<{ account: string; person: string; id: string }>`
      select a.code as account, p.code as person, p.id
      from app.account a join app.person p on p.org_id = a.org_id and p.id = any (${owners.map(o => o.personId)}::uuid[])
      where a.org_id = ${scope.org} and a.id = ${of.accountId}
    `.execute(db)
    if (rows.length < owners.length) throw new Failure('not_found', 'There is no such account or person.')
    return rows.map(({ account, person, id }, index) => ({
      line: index + 1,
      key: id,
      row: { account, person, share: owners.find(o => o.personId === id)!.share, from: of.from },
    }))
  })
}

async function theHouse(pools: Pools, scope: KeeperScope): Promise<{ personId: string; share: number }[]> {
  return inScope(pools, scope, async db => {
    const { rows } = await sql<{ personId: string }>`
      select id as "personId" from app.person where org_id = ${scope.org} and is_house
    `.execute(db)
    return rows.map(({ personId }) => ({ personId, share: 1_000_000 }))
  })
}
