import { administers, administersOrDirects } from '#access/permissions.ts'
import { action } from '../action.ts'
import { tableFileActions } from '../table-files.ts'
import { ask } from './ask.ts'
import {
  cancelImport,
  importsFile,
  importsWorkbook,
  listImports,
  previewUndo,
  refusals,
  refusalsFile,
  refusalsWorkbook,
  showImport,
  startImport,
  undoImport,
} from '#contract/ledger/imports.ts'
import type { ImportReport } from '#contract/ledger/imports.ts'
import type { Cells } from '#contract/operation.ts'
import { Failure } from '#core/failure.ts'
import { cancelBatch } from '#db/ledger/batches.ts'
import { findFile } from '#db/ledger/files.ts'
import {
  type BatchRow,
  readBatch,
  readBatches,
  readRefusals,
  type RefusalRow,
  streamBatches,
  streamRefusals,
} from '#db/ledger/imports.ts'

const may = administersOrDirects
const notFound = () => new Failure('not_found', 'There is no such import.')

const start = action(startImport, {
  may,
  async run(context, { body }) {
    const { db, actor, scope, house } = context
    const { kind, source, fields } = house.imports.mapping(body.yaml)
    // else a file would give what setting roles by hand refuses
    if (kind === 'people' && fields.includes('roles') && !administers.allows(actor))
      throw new Failure(
        'not_allowed',
        'Only an administrator may give roles. Leave `roles` out of the mapping, or ask one of them.',
      )
    const file = await findFile(db, scope, body.fileId)
    for (const id of Object.values(body.lookups)) {
      if (!(await findFile(db, scope, id)))
        throw new Failure('not_found', 'There is no such file. Hand it in first.')
    }
    if (!file) throw new Failure('not_found', 'There is no such file. Hand it in first.')
    return ask(context, {
      kind,
      source,
      fileName: file.name,
      fileHash: file.hash,
      mapping: body.yaml,
      dry: body.dry,
      asks: { task: 'file', fileId: file.id, lookups: body.lookups },
    })
  },
})

const list = action(listImports, {
  may,
  async run({ db, scope }, { query }) {
    const { batches, next } = await readBatches(db, scope, query)
    return { imports: batches.map(shown), next }
  },
})

const files = tableFileActions([importsFile, importsWorkbook], {
  may,
  async table({ scope, stream }, { query }) {
    const rows = stream(async function* (db) {
      for await (const batches of streamBatches(db, scope, query))
        yield batches.map(batch => cellsOf(shown(batch)))
    })
    return { name: `imports ${scope.today}`, sheet: { name: 'Imports', columns, rows } }
  },
})

const columns = [
  { name: 'File', width: 40 },
  ...'What,State,Dry run'.split(',').map(name => ({ name })),
  ...'Rows read,Taken,Refused'.split(',').map(name => ({ name, format: '#,##0' })),
  { name: 'By', width: 24 },
  ...'Asked at (UTC),Ended at (UTC)'.split(',').map(name => ({ name, width: 26 })),
  { name: 'Undone' },
  { name: 'Why nothing went in', width: 60 },
]

const cellsOf = (batch: ReturnType<typeof shown>): Cells => [
  batch.fileName || batch.source,
  batch.undoes ? `undoes ${batch.kind}` : batch.kind,
  batch.state,
  batch.dry ? 'yes' : 'no',
  batch.rowsRead,
  batch.report?.rowsTaken ?? null,
  batch.report?.rowsRefused ?? null,
  batch.askedBy ?? 'Plumbline',
  batch.askedAt,
  batch.endedAt,
  batch.undoneBy ? 'yes' : 'no',
  batch.sentence,
]

const show = action(showImport, {
  may,
  async run({ db, scope }, { params }) {
    const batch = await readBatch(db, scope, params.id)
    if (!batch) throw notFound()
    return shown(batch)
  },
})

function shown(row: BatchRow) {
  return {
    ...row,
    askedAt: row.askedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    rowsRead: Number(row.rowsRead),
    rowsTotal: row.rowsTotal === null ? null : Number(row.rowsTotal),
    report: row.report as ImportReport | null,
  }
}

const cancel = action(cancelImport, {
  may,
  async run({ db, scope, record }, { params: { id } }) {
    await cancelBatch(db, scope, id)
    await record({ action: 'ledger.importCancelled', subject: 'batch', subjectId: id })
    return { done: true } as const
  },
})

const listRefusals = action(refusals, {
  may,
  async run({ db, scope }, { params, query }) {
    if (!(await readBatch(db, scope, params.id))) throw notFound()
    const page = await readRefusals(db, scope, { ...query, ...params })
    return { refusals: page.refusals.map(inShort), next: page.next }
  },
})

const inShort = ({ line, column, value, reason }: RefusalRow) => ({
  line: Number(line),
  column,
  value,
  reason,
})

const filesOfRefusals = tableFileActions([refusalsFile, refusalsWorkbook], {
  may,
  async table({ db, scope, stream }, { params }) {
    const batch = await readBatch(db, scope, params.id)
    if (!batch) throw notFound()
    const rows = stream(async function* (reading) {
      for await (const refused of streamRefusals(reading, scope, params.id))
        yield refused.map(({ line, column, value, reason }) => [Number(line), column, value, reason])
    })
    const columns = [
      { name: 'Line' },
      { name: 'Column' },
      { name: 'Value', width: 32 },
      { name: 'Reason', width: 60 },
    ]
    return { name: `${batch.fileName} refused`, sheet: { name: 'Refused', columns, rows } }
  },
})

const preview = action(previewUndo, {
  may,
  async run({ db, actor, scope, house }, { params }) {
    if (!(await readBatch(db, scope, params.id))) throw notFound()
    return house.imports.previewUndo({ org: actor.org, batchId: params.id })
  },
})

const undo = action(undoImport, {
  may,
  async run(context, { params }) {
    const batch = await readBatch(context.db, context.scope, params.id)
    if (!batch) throw notFound()
    if (batch.undoneBy !== null) throw new Failure('conflict', 'That import has been undone already.')
    if (batch.state !== 'done') throw new Failure('conflict', 'Nothing of that import went in.')
    const { kind, source, fileName } = batch
    return ask(context, { kind, source, fileName, dry: false, undoes: params.id, asks: { task: 'undo' } })
  },
})

export const importActions = [
  start,
  list,
  ...files,
  show,
  cancel,
  listRefusals,
  ...filesOfRefusals,
  preview,
  undo,
]
