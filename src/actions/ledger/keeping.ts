/**
 * What jobs do to the ledger in an organisation's name. No person asks for these at the moment they run, so they take
 * no permission but a KeeperScope, which jobs/ alone can make: whoever asked was asked for theirs when the batch began.
 */
import type { KeeperScope } from '#access/scope.ts'
import { failBatch } from '#db/ledger/batches.ts'
import { findFile, type StoredFile } from '#db/ledger/files.ts'
import { inScope, type Pools } from '#db/scope.ts'

export { clockOf } from '#db/clock.ts'
export type { Asks, Job } from '#db/ledger/batches.ts'
export { failInterrupted, noteProgress, unfinishedBatches, workOnBatch } from '#db/ledger/batches.ts'
export type { Facts } from '#db/ledger/facts.ts'
export { load, type Outcome } from '#db/ledger/load.ts'
export { loadOwners } from '#db/ledger/owners.ts'
export type { Undone } from '#db/ledger/undo/table.ts'
export { previewUndo, undo } from '#db/ledger/undo/undo.ts'
export type { Pools } from '#db/scope.ts'

export function fileOf(pools: Pools, scope: KeeperScope, id: string): Promise<StoredFile | undefined> {
  return inScope(pools, scope, db => findFile(db, scope, id))
}

/** Ends a batch of which nothing went in; false if it had ended already, such as by being cancelled. */
export function giveUp(
  pools: Pools,
  scope: KeeperScope,
  of: { id: string; sentence: string },
): Promise<boolean> {
  return inScope(pools, scope, db => failBatch(db, scope, of.id, of.sentence))
}
