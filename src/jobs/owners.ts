import { type Asks, type Job, loadOwners, type Outcome } from '#actions/ledger/keeping.ts'
import type { KeeperScope } from '#access/scope.ts'
import type { House } from './house.ts'
import { reportOf } from './report.ts'

/** Owners given by hand go in like a file of ownership does, so that they can be undone. */
export function runOwners(
  house: House,
  scope: KeeperScope,
  job: Job & { id: string; asks: Extract<Asks, { task: 'owners' | 'house' }>; signal: AbortSignal },
): Promise<Outcome> {
  const { id: batch, asks, currency, signal } = job
  return loadOwners(house.pools, scope, {
    asks,
    batch,
    currency,
    signal,
    report: rows => facts => ({
      report: reportOf({ ...nothingRead, read: rows, taken: rows }, facts, 'ownership'),
      rowsRead: rows,
    }),
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
