import { importKinds, type Field, type FieldType, type ImportKind } from '#core/ledger/kinds.ts'
import { wholeShare } from '#core/ledger/share.ts'
import { sql } from 'kysely'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { v7 as uuidv7 } from 'uuid'
import type { Session } from './session.ts'

/** A row as the reader hands it over, or why a line stays out. */
export type Incoming =
  | { readonly line: number; readonly key: string; readonly row: Readonly<Record<string, unknown>> }
  | {
      readonly line: number
      readonly refusal: { column: string; value: string; reason: string; file?: string }
    }

const columnType: Record<FieldType, string> = {
  code: 'text',
  text: 'text',
  day: 'date',
  month: 'text',
  money: 'bigint',
  number: 'numeric',
  share: 'int',
  list: 'text[]',
  shares: 'jsonb',
  quantities: 'jsonb',
  choice: 'text',
}

/**
 * The transaction's own table `staged`: `id` (a new row’s, should it be one), `at_line`, `key`, the kind's fields by
 * their names, and, for lines that the reader refused, why. One seller of the whole line, as nearly all have, stands
 * in `<field>_one` and spares a million small documents.
 */
export async function stage(
  { db, client }: Session,
  kind: ImportKind,
  rows: AsyncIterable<readonly Incoming[]>,
): Promise<void> {
  const fields = Object.entries(importKinds[kind] as Record<string, Field>)
  const columns = fields.flatMap(([name, { type }]) => [
    `"${name}" ${columnType[type]}`,
    ...(type === 'shares' ? [`"${name}_one" text`] : []),
  ])
  await sql`
    create temp table staged (
      id uuid not null, at_line bigint not null, refused_column text, refused_value text, refused_reason text,
      key text collate "C", ${sql.raw(columns.join(', '))}
    ) on commit drop
  `.execute(db)
  const encode = encoder(fields)
  await pipeline(Readable.from(encoded(rows, encode)), client.query(copyFrom('copy staged from stdin')))
  await sql`create index on staged (id)`.execute(db)
  await sql`analyze staged`.execute(db)
}

async function* encoded(
  rows: AsyncIterable<readonly Incoming[]>,
  encode: (row: Incoming) => string,
): AsyncGenerator<Buffer> {
  for await (const batch of rows) {
    let text = ''
    for (const row of batch) text += encode(row)
    yield Buffer.from(text)
  }
}

function encoder(fields: readonly [string, Field][]): (row: Incoming) => string {
  const width = fields.reduce((sum, [, { type }]) => sum + (type === 'shares' ? 2 : 1), 0)
  const nothing = '\t\\N'.repeat(width + 1)
  return incoming => {
    const start = `${uuidv7()}\t${incoming.line}`
    if ('refusal' in incoming) {
      const { file, column, value, reason } = incoming.refusal
      const where = file === undefined ? column : `${file}: ${column}`
      return `${start}\t${escaped(where)}\t${escaped(value)}\t${escaped(reason)}${nothing}\n`
    }
    let text = `${start}\t\\N\t\\N\t\\N\t${escaped(incoming.key)}`
    for (const [name, { type }] of fields) text += cell(type, incoming.row[name])
    return `${text}\n`
  }
}

function cell(type: FieldType, value: unknown): string {
  if (type === 'shares') return sharesCell(value as Shares | undefined)
  if (value === undefined || value === null) return '\t\\N'
  if (type === 'quantities') return `\t${escaped(JSON.stringify(value))}`
  if (type === 'list') return `\t${escaped(arrayOf(value as readonly string[]))}`
  return typeof value === 'number' ? `\t${value}` : `\t${escaped(value as string)}`
}

type Shares = readonly { readonly code: string; readonly share: number }[]

function sharesCell(shares: Shares | undefined): string {
  if (shares === undefined || shares.length === 0) return '\t\\N\t\\N'
  const [only] = shares
  if (shares.length === 1 && only!.share === wholeShare) return `\t\\N\t${escaped(only!.code)}`
  return `\t${escaped(JSON.stringify(shares))}\t\\N`
}

const arrayOf = (items: readonly string[]) =>
  `{${items.map(item => `"${item.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`

const special = /[\\\n\r\t]/
const names: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** As COPY's text form wants it; zero bytes cannot be kept in a text at all. */
function escaped(text: string): string {
  const whole = text.includes('\0') ? text.replaceAll('\0', '') : text
  return special.test(whole) ? whole.replaceAll(/[\\\n\r\t]/g, found => names[found]!) : whole
}
