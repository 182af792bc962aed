import { clockOf, type Pools } from '#actions/ledger/keeping.ts'
import { keeperScope, type KeeperScope } from '#access/scope.ts'
import { Failure } from '#core/failure.ts'

/** What jobs need of the running server. */
export type House = { readonly pools: Pools; readonly dataFolder: string }

/** The eyes of an organisation's keeper, on its own day. Only jobs have them. */
export async function keeperOf(pools: Pools, org: string): Promise<KeeperScope> {
  const clock = await clockOf(pools, org)
  if (!clock) throw new Failure('not_found', 'There is no such organisation.')
  return keeperScope(org, clock.today)
}
