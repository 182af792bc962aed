import { Failure } from '#core/failure.ts'
import { openXlsx } from '../xlsx/open.ts'
import { openCsv } from './csv.ts'
import { guessEncoding } from './encoding.ts'
import { peek, type Source } from './source.ts'
import type { FileHints, Table } from './table.ts'

/** Opens any file an import can read; what it is, is told by its bytes, not by its name. */
export async function openTable(source: Source, hints: FileHints = {}): Promise<Table> {
  const file = await peek(source)
  const magic = file.head.subarray(0, 4).toString('latin1')
  if (magic === 'PK\u0003\u0004') return openXlsx(file, hints)
  if (magic === '\u00d0\u00cf\u0011\u00e0') {
    file.close()
    throw new Failure(
      'invalid',
      `${file.name} is an old or protected workbook. Save it as .xlsx without a password, or export it as CSV.`,
    )
  }
  if (magic === '%PDF' || isBinary(file.head)) {
    file.close()
    throw new Failure(
      'invalid',
      `${file.name} is no table: it is a ${magic === '%PDF' ? 'PDF' : 'picture, a program or the like'}, whatever its name says. ` +
        'Export the list as CSV or .xlsx.',
    )
  }
  return openCsv(file, hints)
}

/** No text has zero bytes but UTF-16's, which stand on one side. */
function isBinary(head: Buffer): boolean {
  return head.includes(0) && !guessEncoding(head, false).startsWith('utf-16')
}
