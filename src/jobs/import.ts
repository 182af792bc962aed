import {
  type Asks,
  fileOf,
  giveUp,
  type Job,
  load,
  type Outcome,
  workOnBatch,
} from '#actions/ledger/keeping.ts'
import { askForForecast } from '#actions/forecast/keeping.ts'
import type { KeeperScope } from '#access/scope.ts'
import { Failure } from '#core/failure.ts'
import { mapRows, type Mapping, objections, parseMapping, type SideFiles } from '#import/index.ts'
import path from 'node:path'
import { type House, keeperOf } from './house.ts'
import { reportOf } from './report.ts'
import { runOwners } from './owners.ts'
import { runUndo } from './undo.ts'
import { watch } from './watch.ts'

/**
 * Does a waiting batch, whatever it asks for. What goes wrong with the file or the mapping ends the batch with a
 * sentence; a bug ends it as failed and is thrown on, for the log.
 */
export async function runImport(
  house: House,
  of: { org: string; batchId: string },
): Promise<Ended | { state: 'gone' }> {
  const scope = await keeperOf(house.pools, of.org)
  const id = of.batchId
  const ended = await workOnBatch(house.pools, scope, { id, work: job => doIt(house, scope, { job, id }) })
  return ended ?? { state: 'gone' }
}

type Ended = Outcome | { state: 'failed' | 'cancelled' }

async function doIt(house: House, scope: KeeperScope, { job, id }: { job: Job; id: string }): Promise<Ended> {
  const progress = watch(house.pools, scope, id)
  try {
    const outcome = await work(house, scope, { job, id, progress })
    if (outcome.state === 'done' && job.kind === 'billing') await askForForecast(house.pools, scope)
    return outcome
  } catch (error) {
    if (progress.cancelled()) return { state: 'cancelled' }
    const failed = await giveUp(house.pools, scope, { id, sentence: sentenceOf(error) })
    if (!failed) return { state: 'cancelled' }
    if (error instanceof Failure) return { state: 'failed' }
    throw error
  } finally {
    progress.stop()
  }
}

async function work(
  house: House,
  scope: KeeperScope,
  { job, id, progress }: { job: Job; id: string; progress: FileJob['progress'] },
): Promise<Outcome> {
  const { asks } = job
  const { signal } = progress
  if (asks.task === 'undo') return runUndo(house, scope, { ...job, id, signal })
  if (asks.task === 'file') return runFile(house, scope, { ...job, id, asks, progress })
  return runOwners(house, scope, { ...job, id, asks, signal })
}

type FileJob = Job & {
  id: string
  asks: Extract<Asks, { task: 'file' }>
  progress: ReturnType<typeof watch>
}

async function runFile(house: House, scope: KeeperScope, job: FileJob): Promise<Outcome> {
  const { progress, currency } = job
  const mapping = parseMapping(job.mapping ?? '')
  const main = await openStored(house, scope, job.asks.fileId)
  const mapped = await mapRows({ mapping, file: main, lookups: await lookupsOf(house, scope, job), currency })
  progress.follow(() => {
    const rowsRead = mapped.tally().read
    return { rowsRead, rowsTotal: estimate(rowsRead, mapped.share()) }
  })
  return load(house.pools, scope, {
    batch: job.id,
    kind: mapping.into,
    source: job.source,
    replaces: replacesBy[mapping.mode],
    dry: job.dry,
    currency,
    rows: mapped.batches,
    says: field => field in (mapping.fields ?? {}) || field in (mapping.constants ?? {}),
    columnOf: field => columnOf(mapping, field),
    verdict: refused => {
      const tally = mapped.tally()
      return objections(mapping, { ...tally, refused: tally.refused + refused })
    },
    report: facts => ({
      report: reportOf(mapped.tally(), facts, mapping.into),
      rowsRead: mapped.tally().read,
    }),
    staged: progress.loading,
    signal: progress.signal,
  })
}

const replacesBy = { adds: 'nothing', 'replaces months': 'months', 'replaces all': 'all' } as const

async function lookupsOf(house: House, scope: KeeperScope, { asks }: FileJob): Promise<SideFiles> {
  const files: Record<string, SideFiles[string]> = {}
  for (const [name, id] of Object.entries(asks.lookups)) files[name] = await openStored(house, scope, id)
  return files
}

async function openStored(house: House, scope: KeeperScope, id: string) {
  const file = await fileOf(house.pools, scope, id)
  if (!file) throw new Failure('not_found', 'The file is not here any more. Hand it in again.')
  return { name: file.name, path: path.join(house.dataFolder, 'files', id) }
}

/** How many rows there will be, from the share of the file that these took. */
function estimate(rowsRead: number, share: number): number | null {
  return share > 0.01 && rowsRead > 0 ? Math.max(rowsRead, Math.round(rowsRead / share)) : null
}

/** A refusal names the column as the file does, where a field is just that. */
function columnOf(mapping: Mapping, field: string): string {
  const made = mapping.fields?.[field] ?? mapping.lines?.fields?.[field]
  return made ? made.text : field
}

function sentenceOf(error: unknown): string {
  return error instanceof Failure
    ? `${error.message} Nothing went in.`
    : 'Something went wrong on our side; nothing went in. Whoever runs Plumbline for you finds it in the log.'
}
