import { z } from 'zod'
import { operation, tableFiles } from '../operation.ts'
import { day, done, id, minor, page, sortBy } from '../shapes.ts'

/** The end of an import, dry or real: what every reader of it wants to know. Money totals are exact decimals as text. */
export const importReport = z.object({
  rowsRead: z.number().int(),
  rowsTaken: z.number().int(),
  rowsRefused: z.number().int(),
  rowsLeftOut: z.number().int(),
  documents: z.number().int().nullable(),
  fresh: z.number().int().describe('rows that were not there before'),
  changed: z.number().int(),
  same: z.number().int(),
  removed: z.number().int(),
  control: z.array(
    z.object({
      name: z.string().describe('net, of which with sellers, …'),
      read: z.string(),
      rounded: z.string(),
      currency: z.string(),
      rows: z.number().int(),
    }),
  ),
  rounding: z.string().nullable(),
  withoutSeller: z.object({ lines: z.number().int(), net: minor }).nullable(),
  withoutAccount: z.object({ lines: z.number().int(), net: minor }).nullable(),
  /** Where lines without a seller went. */
  creditedTo: z.array(
    z.object({ by: z.enum(['seller', 'owner', 'house']), lines: z.number().int(), net: minor }),
  ),
  notes: z.array(z.string()),
  firstDay: day.nullable(),
  lastDay: day.nullable(),
})
export type ImportReport = z.output<typeof importReport>

const batch = z.object({
  id,
  kind: z.string(),
  source: z.string(),
  state: z.enum(['waiting', 'reading', 'loading', 'done', 'dry', 'refused', 'failed', 'cancelled']),
  fileName: z.string(),
  dry: z.boolean(),
  askedBy: z.string().nullable(),
  askedAt: z.string(),
  endedAt: z.string().nullable(),
  rowsRead: z.number().int(),
  rowsTotal: z.number().int().nullable(),
  /** Why nothing went in, for a batch that was refused or failed. */
  sentence: z.string().nullable(),
  undoes: id.nullable(),
  undoneBy: id.nullable(),
  report: importReport.nullable(),
})

export const startImport = operation({
  name: 'ledger.startImport',
  method: 'post',
  path: '/ledger/imports',
  summary: 'Import a file that was handed in, by a mapping; dry says what would happen and changes nothing.',
  body: z.object({
    fileId: id,
    yaml: z.string().max(200_000),
    /** Files that the mapping's lookups and lines name: name in the mapping → file handed in. */
    lookups: z.record(z.string(), id).default({}),
    dry: z.boolean().default(false),
  }),
  output: z.object({ id }),
})

const importFilter = z.object({
  kind: z.string().max(60).optional(),
  state: batch.shape.state.optional(),
  sort: sortBy('at', 'file', 'read').default('-at'),
})

export const listImports = operation({
  name: 'ledger.imports',
  method: 'get',
  path: '/ledger/imports',
  summary: 'Imports, newest first unless asked otherwise.',
  query: page.extend(importFilter.shape),
  output: z.object({ imports: z.array(batch), next: z.string().nullable() }),
})

export const [importsFile, importsWorkbook] = tableFiles({
  name: 'ledger.imports',
  path: '/ledger/imports',
  what: 'The same imports',
  query: importFilter,
})

export const showImport = operation({
  name: 'ledger.showImport',
  method: 'get',
  path: '/ledger/imports/:id',
  summary: 'One import: progress while it runs, its report at the end.',
  params: z.object({ id }),
  output: batch,
})

export const cancelImport = operation({
  name: 'ledger.cancelImport',
  method: 'post',
  path: '/ledger/imports/:id/cancel',
  summary: 'Stop an import that is under way; nothing of it stays.',
  params: z.object({ id }),
  output: done,
})

export const refusals = operation({
  name: 'ledger.refusals',
  method: 'get',
  path: '/ledger/imports/:id/refusals',
  summary: 'Rows that were refused, each with line, column, what was found and what is wanted.',
  params: z.object({ id }),
  query: page,
  output: z.object({
    refusals: z.array(
      z.object({ line: z.number().int(), column: z.string(), value: z.string(), reason: z.string() }),
    ),
    next: z.string().nullable(),
  }),
})

export const [refusalsFile, refusalsWorkbook] = tableFiles({
  name: 'ledger.refusals',
  path: '/ledger/imports/:id/refusals',
  what: 'The refused rows',
  params: z.object({ id }),
})

const undoPlan = z.object({
  restores: z.number().int(),
  removes: z.number().int(),
  /** What stays as it is, and why. */
  stays: z.array(z.object({ what: z.string(), count: z.number().int(), why: z.string() })),
})

export const previewUndo = operation({
  name: 'ledger.previewUndo',
  method: 'get',
  path: '/ledger/imports/:id/undo',
  summary: 'What undoing an import would do, and what would stay.',
  params: z.object({ id }),
  output: undoPlan,
})

export const undoImport = operation({
  name: 'ledger.undoImport',
  method: 'post',
  path: '/ledger/imports/:id/undo',
  summary: 'Undo an import by a new batch that restores what it replaced, where still current.',
  params: z.object({ id }),
  output: z.object({ id }),
})

export const importOperations = [
  startImport,
  listImports,
  importsFile,
  importsWorkbook,
  showImport,
  cancelImport,
  refusals,
  refusalsFile,
  refusalsWorkbook,
  previewUndo,
  undoImport,
]
