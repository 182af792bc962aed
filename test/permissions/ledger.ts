import { status } from '#contract/ledger.ts'
import * as accounts from '#contract/ledger/accounts.ts'
import * as files from '#contract/ledger/files.ts'
import * as imports from '#contract/ledger/imports.ts'
import * as lines from '#contract/ledger/lines.ts'
import * as house from '#contract/ledger/unassigned.ts'
import { randomUUID } from 'node:crypto'
import { markedDay } from './cast.ts'
import { seen } from './figures.ts'
import { fileRows, ownHand, signedIn, type Cell, type Relation, type Row } from './row.ts'

/** Imports are the whole organisation's: whoever administers or directs sees all, whoever brought them in. */
const administerOrDirect = 'director administrator elsewhere'
const ofTheOrganisation: Record<Relation, string> = {
  own: 'director administrator',
  below: 'director administrator',
  farBelow: 'director administrator',
  sideways: 'director administrator',
  above: 'director administrator',
  another: '',
}
/** An account is known to whom its owner's figures are open; executives, directors and administrators know all. */
const knownAccounts: Record<Relation, string> = {
  own: ownHand.replace('elsewhere ', '') + ' seeAs',
  below: 'executive director manager administrator',
  farBelow: 'executive director administrator',
  sideways: 'executive director administrator',
  above: 'executive director administrator',
  another: '',
}
const yamlOf = (marker: string) =>
  `into: accounts\nfields: { code: Code, name: Name }\nconstants: { place: ${marker} }\n`

const query = async (cell: Cell, text: string, values: unknown[]): Promise<Record<string, unknown>[]> =>
  (await cell.db.superuser.query<Record<string, unknown>>(text, values)).rows
const found = async (cell: Cell, text: string, values: unknown[]) =>
  (await query(cell, text, values)).length > 0

const ids = new WeakMap<Cell, string>()
function newId(cell: Cell): string {
  const id = randomUUID()
  ids.set(cell, id)
  return id
}

/** An import that the cell's subject asked for, known by its file's name. */
async function batch(cell: Cell, state: string): Promise<string> {
  const id = newId(cell)
  await query(
    cell,
    `insert into app.batch (org_id, id, kind, source, state, file_name, asked_by, asked_at)
     values ($1, $2, 'accounts', '', $3, $4, $5, now() + interval '1 day')`,
    [cell.subject.org, id, state, cell.marker, cell.subject.id],
  )
  return id
}

async function refusal(cell: Cell): Promise<string> {
  const id = await batch(cell, 'done')
  await query(
    cell,
    `insert into app.refusal (org_id, batch_id, line, ordinal, column_name, value, reason) values ($1, $2, 7, 1, 'Net', $3, 'wanted an amount')`,
    [cell.subject.org, id, cell.marker],
  )
  return id
}

async function mapping(cell: Cell): Promise<void> {
  await query(
    cell,
    `insert into app.mapping (org_id, id, name, kind, yaml, saved_by) values ($1, $2, $3, 'accounts', $4, $5)`,
    [cell.subject.org, newId(cell), cell.marker, yamlOf(cell.marker), cell.subject.id],
  )
}

async function file(cell: Cell): Promise<string> {
  const id = newId(cell)
  await query(
    cell,
    `insert into app.file (org_id, id, name, hash, size, added_by) values ($1, $2, $3, 'hash', 1, $4)`,
    [cell.subject.org, id, cell.marker, cell.subject.id],
  )
  return id
}

type Listed = Record<string, unknown>[] | undefined
const includes = (list: unknown, key: string, value: unknown) =>
  (list as Listed)?.some(item => item[key] === value) ?? false

const onTheDay = `from=${markedDay}&to=${markedDay}`

export const ledgerRows: readonly Row[] = [
  {
    operation: status,
    may: administerOrDirect,
    sight: ofTheOrganisation,
    unseen: 'absent',
    // there is one last import
    asked: 'oneByOne',
    async ask(cell) {
      await batch(cell, 'done')
      await query(cell, `update app.batch set ended_at = now() + interval '1 day' where file_name = $1`, [
        cell.marker,
      ])
      return cell.ask('get', '/ledger/status')
    },
    shows: ({ body }, cell) => (body['lastImport'] as { fileName: string } | null)?.fileName === cell.marker,
  },
  {
    operation: files.addFile,
    may: administerOrDirect,
    ask: cell => cell.ask('post', `/ledger/files?name=${cell.marker}.csv`, 'Code;Name\nA1;Kiruna\n'),
    shows: (_, cell) =>
      found(cell, 'select from app.file where name = $1 and org_id = $2', [
        `${cell.marker}.csv`,
        cell.viewer.org,
      ]),
  },
  {
    operation: files.kinds,
    may: administerOrDirect,
    ask: cell => cell.ask('get', '/ledger/kinds'),
    shows: ({ body }) => includes(body['kinds'], 'kind', 'billing'),
  },
  {
    operation: files.listMappings,
    may: administerOrDirect,
    sight: ofTheOrganisation,
    unseen: 'absent',
    async ask(cell) {
      await mapping(cell)
      return cell.ask('get', '/ledger/mappings')
    },
    shows: ({ body }, cell) => includes(body['mappings'], 'name', cell.marker),
  },
  {
    operation: files.saveMapping,
    may: administerOrDirect,
    // a name that another organisation uses is free in one's own, and theirs stays as it is
    sight: inEveryRelation(administerOrDirect),
    async ask(cell) {
      await mapping(cell)
      return cell.ask('put', `/ledger/mappings/${cell.marker}`, { yaml: yamlOf(`new-${cell.marker}`) })
    },
    async shows(_, cell) {
      const rows = await query(cell, 'select org_id, yaml from app.mapping where name = $1', [cell.marker])
      const changed = rows
        .filter(row => row['yaml'] === yamlOf(`new-${cell.marker}`))
        .map(row => row['org_id'])
      return changed.length === 1 && changed[0] === cell.viewer.org
    },
  },
  {
    operation: files.dropMapping,
    may: administerOrDirect,
    sight: ofTheOrganisation,
    async ask(cell) {
      await mapping(cell)
      return cell.ask('delete', `/ledger/mappings/${cell.marker}`)
    },
    shows: async (_, cell) => !(await found(cell, 'select from app.mapping where name = $1', [cell.marker])),
  },
  {
    operation: imports.startImport,
    may: administerOrDirect,
    sight: ofTheOrganisation,
    ask: async cell =>
      cell.ask('post', '/ledger/imports', { fileId: await file(cell), yaml: yamlOf(cell.marker) }),
    shows: (_, cell) => found(cell, `select from app.batch where asks ->> 'fileId' = $1`, [ids.get(cell)]),
  },
  {
    operation: imports.listImports,
    may: administerOrDirect,
    sight: ofTheOrganisation,
    unseen: 'absent',
    async ask(cell) {
      await batch(cell, 'done')
      return cell.ask('get', '/ledger/imports?limit=500')
    },
    shows: ({ body }, cell) => includes(body['imports'], 'fileName', cell.marker),
  },
  ...fileRows([imports.importsFile, imports.importsWorkbook], {
    may: administerOrDirect,
    sight: ofTheOrganisation,
    unseen: 'absent',
    async ask(cell, path) {
      await batch(cell, 'done')
      return cell.ask('get', `${path}?state=done&sort=-file`)
    },
    holds: cell => cell.marker,
  }),
  {
    operation: imports.showImport,
    may: administerOrDirect,
    sight: ofTheOrganisation,
    ask: async cell => cell.ask('get', `/ledger/imports/${await batch(cell, 'done')}`),
    shows: ({ body }, cell) => body['fileName'] === cell.marker,
  },
  {
    operation: imports.cancelImport,
    may: administerOrDirect,
    sight: ofTheOrganisation,
    ask: async cell => cell.ask('post', `/ledger/imports/${await batch(cell, 'waiting')}/cancel`),
    shows: (_, cell) =>
      found(cell, `select from app.batch where id = $1 and state = 'cancelled'`, [ids.get(cell)]),
  },
  {
    operation: imports.refusals,
    may: administerOrDirect,
    sight: ofTheOrganisation,
    ask: async cell => cell.ask('get', `/ledger/imports/${await refusal(cell)}/refusals`),
    shows: ({ body }, cell) => includes(body['refusals'], 'value', cell.marker),
  },
  ...fileRows([imports.refusalsFile, imports.refusalsWorkbook], {
    may: administerOrDirect,
    sight: ofTheOrganisation,
    ask: async (cell, path) => cell.ask('get', path.replace(':id', await refusal(cell))),
    holds: cell => cell.marker,
  }),
  {
    operation: imports.previewUndo,
    may: administerOrDirect,
    sight: ofTheOrganisation,
    async ask(cell) {
      const id = await batch(cell, 'done')
      await query(
        cell,
        `insert into app.account (org_id, id, code, name, batch_id) values ($1, $2, $3, $3, $2)`,
        [cell.subject.org, id, cell.marker],
      )
      await query(
        cell,
        `insert into app.replaced (org_id, batch_id, what, row_id, after_batch) values ($1, $2, 'account', $3, $2)`,
        [cell.subject.org, id, id],
      )
      return cell.ask('get', `/ledger/imports/${id}/undo`)
    },
    shows: ({ body }) => body['removes'] === 1,
  },
  {
    operation: imports.undoImport,
    may: administerOrDirect,
    sight: ofTheOrganisation,
    ask: async cell => cell.ask('post', `/ledger/imports/${await batch(cell, 'done')}/undo`),
    shows: (_, cell) => found(cell, 'select from app.batch where undoes = $1', [ids.get(cell)]),
  },
  {
    operation: lines.lines,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/ledger/lines?subject=person:${cell.subject.id}&${onTheDay}`),
    shows: ({ body }, { subject }) =>
      includes(body['lines'], 'invoice', subject.invoice) && body['total'] === subject.net,
  },
  {
    operation: lines.lines,
    of: 'of an account',
    may: signedIn,
    sight: knownAccounts,
    // the name of an account opens none of its lines: who may not open them has a sum, or nothing
    but: (role, relation) => (rolesWhoKnowButDoNotOpen(role, relation) ? 'absent' : undefined),
    ask: cell => cell.ask('get', `/ledger/lines?subject=account:${cell.subject.account}&${onTheDay}`),
    shows: ({ body }, { subject }) => includes(body['lines'], 'invoice', subject.invoice),
  },
  ...fileRows([lines.linesFile, lines.linesWorkbook], {
    may: signedIn,
    sight: seen,
    ask: (cell, path) => cell.ask('get', `${path}?subject=person:${cell.subject.id}&${onTheDay}`),
    holds: ({ subject }) => subject.invoice,
  }),
  ...fileRows([accounts.accountsFile, accounts.accountsWorkbook], {
    may: signedIn,
    sight: knownAccounts,
    unseen: 'absent',
    ask: (cell, path) => cell.ask('get', `${path}?q=Marked&sort=-code`),
    holds: ({ subject }) => `Marked account of ${subject.code}`,
  }),
  {
    operation: accounts.listAccounts,
    may: signedIn,
    sight: knownAccounts,
    unseen: 'absent',
    ask: cell => cell.ask('get', '/ledger/accounts?q=Marked&limit=500'),
    shows: ({ body }, { subject }) => includes(body['accounts'], 'id', subject.account),
  },
  {
    operation: accounts.showAccount,
    may: signedIn,
    sight: knownAccounts,
    ask: cell => cell.ask('get', `/ledger/accounts/${cell.subject.account}`),
    shows: ({ body }, { subject }) => body['name'] === `Marked account of ${subject.code}`,
  },
  {
    operation: house.unassigned,
    may: administerOrDirect,
    ask: cell => cell.ask('get', '/ledger/unassigned'),
    // Elsewhere has sold everything by somebody
    but: role => (role === 'elsewhere' ? 'absent' : undefined),
    shows: ({ body }) => includes(body['accounts'], 'name', 'Nobody’s Nearly New'),
  },
  ...fileRows([house.unassignedFile, house.unassignedWorkbook], {
    may: administerOrDirect,
    ask: (cell, path) => cell.ask('get', `${path}?sort=-lines`),
    but: role => (role === 'elsewhere' ? 'absent' : undefined),
    holds: () => 'Nobody’s Nearly New',
  }),
  {
    operation: accounts.assignAccount,
    may: administerOrDirect,
    sight: ofTheOrganisation,
    ask: cell =>
      cell.ask('put', `/ledger/accounts/${cell.subject.account}/owners`, {
        from: '2026-04-01',
        owners: [{ personId: cell.subject.id, share: 1_000_000 }],
        why: cell.marker,
      }),
    shows: (_, cell) =>
      found(cell, `select from app.event where why = $1 and subject_id = $2`, [
        cell.marker,
        cell.subject.account,
      ]),
  },
  {
    operation: house.previewOwners,
    may: administerOrDirect,
    ask: cell =>
      cell.ask('post', '/ledger/unassigned/preview', { which: { channel: 'Web' }, from: '2026-03-01' }),
    // Elsewhere has sold everything by somebody
    but: role => (role === 'elsewhere' ? 'absent' : undefined),
    shows: ({ body }) => body['accounts'] === 1 && body['net'] === 77_00,
  },
  {
    operation: house.assignMany,
    may: administerOrDirect,
    but: role => (role === 'elsewhere' ? 'conflict' : undefined),
    ask: cell =>
      cell.ask('put', '/ledger/unassigned/owners', {
        which: { channel: 'Web' },
        from: '2026-03-01',
        accounts: 1,
        owners: [{ personId: cell.viewer.id, share: 1_000_000 }],
        why: cell.marker,
      }),
    shows: (_, cell) =>
      found(cell, `select from app.event where why = $1 and subject = 'batch'`, [cell.marker]),
  },
]

function inEveryRelation(who: string): Record<Relation, string> {
  return { own: who, below: who, farBelow: who, sideways: who, above: who, another: who }
}

function rolesWhoKnowButDoNotOpen(role: string, relation: Relation): boolean {
  if (relation === 'own' || relation === 'another') return false
  if (role === 'administrator') return true
  if (role === 'executive') return relation !== 'below'
  return role === 'director' && (relation === 'sideways' || relation === 'above')
}
