import { importKinds, type ImportKind } from '#core/ledger/kinds.ts'
import { z } from 'zod'
import { dealOperations } from './ledger/deals.ts'
import { operation, tableFiles, upload } from './operation.ts'
import { unassignedOperations } from './ledger/unassigned.ts'
import { day, done, id, minor, page, sortBy } from './shapes.ts'

export const importKind = z.enum(Object.keys(importKinds) as [ImportKind, ...ImportKind[]])

const column = z.object({ name: z.string(), samples: z.array(z.string()) })

export const addFile = operation({
  name: 'ledger.addFile',
  method: 'post',
  path: '/ledger/files',
  summary: 'Hand in a file (request body, name in ?name=): what is in it, and how it could be mapped.',
  takes: 'file',
  body: upload,
  output: z.object({
    fileId: id,
    name: z.string(),
    size: z.number(),
    format: z.record(z.string(), z.unknown()),
    columns: z.array(column),
    rows: z.array(z.array(z.string())),
    /** Best first; each is a complete mapping to correct. */
    guesses: z.array(
      z.object({ kind: importKind, yaml: z.string(), fits: z.number(), missing: z.array(z.string()) }),
    ),
    /** A saved mapping whose columns are all here. */
    saved: z.object({ id, name: z.string(), yaml: z.string() }).nullable(),
  }),
})

export const kinds = operation({
  name: 'ledger.kinds',
  method: 'get',
  path: '/ledger/kinds',
  summary: 'What can be imported, and the fields of each kind.',
  output: z.object({
    kinds: z.array(
      z.object({
        kind: importKind,
        fields: z.array(
          z.object({
            name: z.string(),
            type: z.string(),
            required: z.boolean(),
            means: z.string(),
            oneOf: z.array(z.string()).optional(),
          }),
        ),
      }),
    ),
  }),
})

export const listMappings = operation({
  name: 'ledger.mappings',
  method: 'get',
  path: '/ledger/mappings',
  summary: 'Mappings saved by name.',
  output: z.object({
    mappings: z.array(
      z.object({ id, name: z.string(), kind: importKind, yaml: z.string(), savedAt: z.string() }),
    ),
  }),
})

export const saveMapping = operation({
  name: 'ledger.saveMapping',
  method: 'put',
  path: '/ledger/mappings/:name',
  summary: 'Save a mapping under a name; one that has the name already is replaced.',
  params: z.object({ name: z.string().min(1).max(100) }),
  body: z.object({ yaml: z.string().max(200_000) }),
  output: z.object({ id }),
})

export const dropMapping = operation({
  name: 'ledger.dropMapping',
  method: 'delete',
  path: '/ledger/mappings/:name',
  summary: 'Forget a saved mapping.',
  params: z.object({ name: z.string() }),
  output: done,
})

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

/** Which lines: of a subject (see figures), between two days, narrowed. */
const lineFilter = z.object({
  subject: z.string().max(60).default('me').describe('me, company, person:ID, team:ID or account:ID'),
  from: day.optional(),
  to: day.optional(),
  account: id.optional(),
  productLine: z.string().max(200).optional(),
  category: z.string().max(200).optional(),
  channel: z.string().max(200).optional(),
  territory: id.optional(),
  invoice: z.string().max(200).optional(),
  without: z.enum(['seller', 'account', 'cost', 'list']).optional(),
  sort: z.enum(['day', '-day', 'net', '-net']).default('-day'),
})

/** Lines are counted up to here; a count one larger says that there are more. */
export const countedUpTo = 10_000

export const lines = operation({
  name: 'ledger.lines',
  method: 'get',
  path: '/ledger/lines',
  summary:
    'The billing lines behind a number, as far as one may open them; the rest as one sum per hidden person.',
  query: lineFilter.extend(page.shape),
  output: z.object({
    lines: z.array(
      z.object({
        id,
        invoice: z.string(),
        day,
        accountId: id.nullable(),
        account: z.string().nullable(),
        product: z.string().nullable(),
        productLine: z.string(),
        channel: z.string(),
        kind: z.string(),
        quantity: z.string().nullable(),
        currency: z.string(),
        net: z.number().int().describe('minor units of `currency`, as billed'),
        list: minor.nullable(),
        discount: minor.nullable(),
        cost: minor.nullable(),
        netReporting: minor,
        /** Credited to the subject: its share of the line. */
        credited: minor,
        credits: z.array(
          z.object({ personId: id.nullable(), name: z.string(), share: z.number().int(), by: z.string() }),
        ),
        batchId: id.nullable(),
      }),
    ),
    /** Sum of `credited` over all lines of the answer's filter, not of this page only; told with the first page. */
    total: minor.nullable(),
    /** How many lines, up to `countedUpTo` and one. Told with the first page. */
    count: z.number().int().nullable(),
    hidden: z.array(z.object({ name: z.string(), credited: minor })),
    next: z.string().nullable(),
  }),
})

export const [linesFile, linesWorkbook] = tableFiles({
  name: 'ledger.lines',
  path: '/ledger/lines',
  what: 'The same lines',
  query: lineFilter,
})

const accountFilter = z.object({
  q: z.string().max(100).optional().describe('part of the name or place, or the number'),
  mine: z.coerce.boolean().optional(),
  sort: sortBy('name', 'place', 'territory', 'code').default('name'),
})

export const listAccounts = operation({
  name: 'ledger.accounts',
  method: 'get',
  path: '/ledger/accounts',
  summary: 'Accounts one may see.',
  query: page.extend(accountFilter.shape),
  output: z.object({
    accounts: z.array(
      z.object({
        id,
        code: z.string(),
        name: z.string(),
        place: z.string().nullable(),
        territory: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
})

export const [accountsFile, accountsWorkbook] = tableFiles({
  name: 'ledger.accounts',
  path: '/ledger/accounts',
  what: 'The same accounts',
  query: accountFilter,
})

export const showAccount = operation({
  name: 'ledger.showAccount',
  method: 'get',
  path: '/ledger/accounts/:id',
  summary: 'One account: where it lies, who owned it when.',
  params: z.object({ id }),
  output: z.object({
    id,
    code: z.string(),
    name: z.string(),
    place: z.string().nullable(),
    parent: z.object({ id, name: z.string() }).nullable(),
    territories: z.array(z.object({ name: z.string(), from: day, to: day })),
    owners: z.array(
      z.object({ personId: id.nullable(), name: z.string(), share: z.number().int(), from: day, to: day }),
    ),
  }),
})

export const assignAccount = operation({
  name: 'ledger.assignAccount',
  method: 'put',
  path: '/ledger/accounts/:id/owners',
  summary: 'Say who owns an account from a day on; a batch of its own, so it can be undone.',
  params: z.object({ id }),
  body: z.object({
    from: day,
    owners: z.array(z.object({ personId: id, share: z.number().int().min(1).max(1_000_000) })).max(20),
    why: z.string().trim().max(500).optional(),
  }),
  output: z.object({ batchId: id }),
})

export const status = operation({
  name: 'ledger.status',
  method: 'get',
  path: '/ledger/status',
  summary: 'How the ledger stands: its database, billing up to which day, the last import, and jobs.',
  output: z.object({
    database: z.object({ version: z.string(), size: z.string() }),
    billedTo: day.nullable(),
    lastImport: z.object({ id, fileName: z.string(), endedAt: z.string() }).nullable(),
    /** Imports, undoings and assignments; failed ones of the last seven days. */
    jobs: z.object({ waiting: z.number().int(), running: z.number().int(), failed: z.number().int() }),
  }),
})

export const ledgerOperations = [
  status,
  addFile,
  kinds,
  listMappings,
  saveMapping,
  dropMapping,
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
  lines,
  linesFile,
  linesWorkbook,
  listAccounts,
  accountsFile,
  accountsWorkbook,
  showAccount,
  assignAccount,
  ...unassignedOperations,
  ...dealOperations,
]
