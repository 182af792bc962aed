import { assignAccount } from '#contract/ledger/accounts.ts'
import { showImport, startImport, undoImport } from '#contract/ledger/imports.ts'
import { assignMany } from '#contract/ledger/unassigned.ts'
import type { Operation } from '#contract/operation.ts'
import type { QueryClient } from '@tanstack/react-query'
import { call } from './client.ts'

/** Changes that are done later, by a job: what they answer names the batch. */
const later = new Set<string>([startImport, undoImport, assignAccount, assignMany].map(({ name }) => name))
const ended = new Set(['done', 'dry', 'refused', 'failed', 'cancelled'])

/** Whatever page one has gone on to shows the new numbers as soon as the job that was asked for has ended. */
export async function follow(queries: QueryClient, operation: Operation, answer: unknown): Promise<void> {
  if (!later.has(operation.name)) return
  const { id, batchId = id } = answer as { id?: string; batchId?: string }
  if (batchId === undefined) return
  for (;;) {
    // somebody who signed out, or may no longer look, waits for nothing
    const batch = await call(showImport, { params: { id: batchId } }).catch(() => undefined)
    if (!batch || ended.has(batch.state)) break
    await new Promise(wait => setTimeout(wait, 700))
  }
  await queries.invalidateQueries()
}
