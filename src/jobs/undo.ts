import { type Job, previewUndo as preview, undo, type Undone } from '#actions/ledger/keeping.ts'
import type { KeeperScope } from '#access/scope.ts'
import type { ImportReport } from '#contract/ledger/imports.ts'
import { Failure } from '#core/failure.ts'
import { type House, keeperOf } from './house.ts'

export async function runUndo(
  house: House,
  scope: KeeperScope,
  job: Job & { id: string; signal: AbortSignal },
): Promise<{ state: 'done' }> {
  if (job.undoes === null) throw new Failure('invalid', 'It does not say which import to undo.')
  const { id: batch, undoes: undone, signal } = job
  return undo(house.pools, scope, { batch, undone, signal, report: reportOf })
}

/** What undoing would do: the work itself, taken back. */
export async function previewUndo(house: House, of: { org: string; batchId: string }): Promise<Undone> {
  return preview(house.pools, await keeperOf(house.pools, of.org), of.batchId)
}

function reportOf({ restores, removes, stays }: Undone): ImportReport {
  return {
    rowsRead: 0,
    rowsTaken: 0,
    rowsRefused: 0,
    rowsLeftOut: 0,
    documents: null,
    fresh: 0,
    changed: restores,
    same: stays.reduce((sum, part) => sum + part.count, 0),
    removed: removes,
    control: [],
    rounding: null,
    withoutSeller: null,
    withoutAccount: null,
    creditedTo: [],
    notes: stays.map(({ what, count, why }) => `Stayed as they are: ${count} of ${what}, ${why}.`),
    firstDay: null,
    lastDay: null,
  }
}
