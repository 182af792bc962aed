import { type Asks, type Job, loadOwners, type Outcome } from '#actions/ledger/keeping.ts'
import type { KeeperScope } from '#access/scope.ts'
import type { House } from './house.ts'
import { reportOf } from './report.ts'

/** Owners given by hand go in like a file of ownership does, so that they can be undone. */
export function runOwners(
  house: House,
  scope: KeeperScope,
  job: Job & { id: string; asks: Extract<Asks, { task: 'owners' }>; signal: AbortSignal },
): Promise<Outcome> {
  const { id: batch, currency, signal } = job
  const read = Math.max(1, job.asks.owners.length)
  const tally = { ...nothingRead, read, taken: read }
  return loadOwners(house.pools, scope, {
    ...job.asks,
    batch,
    currency,
    signal,
    report: facts => ({ report: reportOf(tally, facts, 'ownership'), rowsRead: read }),
  })
}

const nothingRead = {
  leftOut: 0,
  refused: 0,
  repeated: 0,
  lines: undefined,
  documents: 0,
  totals: [],
  notes: [],
}
