import { serialToDate } from 'hucre'
import type { Archive } from './archive.ts'
import type { SheetRow } from './protocol.ts'
import { unescaped, type Workbook } from './workbook.ts'
import { attribute, type Handlers, XmlScanner } from './xml.ts'

export type Cell = string | number
export type Rows = { readonly rows: readonly SheetRow[]; readonly share: number }

const atOnce = { rows: 500, cells: 50_000 }
const lastColumn = 16_384

/**
 * The rows of a sheet, some at a time; the part is unpacked no further than the rows that were asked for.
 * `share` is how much of the sheet has been read, of 1.
 */
export async function* readRows(archive: Archive, workbook: Workbook): AsyncGenerator<Rows> {
  const { part } = workbook.sheet
  const size = archive.sizeOf(part) ?? 0
  const reader = new RowReader(workbook)
  const scanner = new XmlScanner(reader)
  let read = 0
  for await (const piece of archive.read(part)) {
    read += piece.length
    scanner.write(piece)
    if (reader.ended) break
    if (reader.rows.length >= atOnce.rows || reader.cells >= atOnce.cells)
      yield { rows: reader.take(), share: Math.min(1, read / size) }
  }
  if (!reader.ended) scanner.end()
  if (reader.rows.length > 0) yield { rows: reader.take(), share: 1 }
}

/** @see ECMA-376 part 1, 18.3.1.4 (cell), 18.3.1.73 (row), 18.18.11 (types of cell) */
class RowReader implements Handlers {
  rows: SheetRow[] = []
  cells = 0
  ended = false
  private readonly workbook: Workbook
  private within = false
  private line = 0
  private row: Cell[] = []
  private column = 0
  private type = ''
  private style = -1
  private value = ''
  private reads = false
  private beside = 0

  constructor(workbook: Workbook) {
    this.workbook = workbook
  }

  take(): SheetRow[] {
    const { rows } = this
    this.rows = []
    this.cells = 0
    return rows
  }

  open(name: string, attributes: string): void {
    if (!this.within) this.within = name === 'sheetData'
    else if (name === 'c') this.openCell(attributes)
    else if (name === 'v' || (name === 't' && this.beside === 0)) this.reads = true
    else if (name === 'row') {
      this.line = Number(attribute(attributes, 'r')) || this.line + 1
      this.row = []
      this.column = 0
    } else if (name === 'rPh') this.beside++
  }

  text(piece: string): void {
    if (this.reads) this.value += piece
  }

  close(name: string): void {
    if (!this.within) return
    if (name === 'c') this.closeCell()
    else if (name === 'v' || name === 't') this.reads = false
    else if (name === 'row') {
      this.rows.push({ line: this.line, cells: this.row })
      this.cells += this.row.length
    } else if (name === 'rPh') this.beside--
    else if (name === 'sheetData') {
      this.within = false
      this.ended = true
    }
  }

  private openCell(attributes: string): void {
    this.column = columnOf(attribute(attributes, 'r')) ?? this.column + 1
    if (this.column > lastColumn) throw new Error(`it has more than ${lastColumn} columns`)
    this.type = attribute(attributes, 't') ?? ''
    this.style = Number(attribute(attributes, 's') ?? -1)
    this.value = ''
  }

  private closeCell(): void {
    if (this.value === '') return
    const cell = this.cell()
    while (this.row.length < this.column - 1) this.row.push('')
    this.row[this.column - 1] = cell
  }

  /** Numbers stay numbers, for their decimal mark is not in the file; days become text that every mapping reads. */
  private cell(): Cell {
    const { value, workbook } = this
    switch (this.type) {
      case 's':
        return workbook.texts.at(Number(value)) ?? ''
      case 'str':
      case 'inlineStr':
        return unescaped(value)
      case 'b':
        return String(value === '1' || value.toLowerCase() === 'true')
      case 'e':
        return value
      case 'd':
        return value.replace(/T00:00:00(?:\.0+)?Z?$/, '').replace(/T(\d\d:\d\d:\d\d).*$/, ' $1')
    }
    const number = Number(value)
    if (Number.isNaN(number)) return value
    return (workbook.days[this.style] && dayOf(number, workbook.from1904)) || number
  }
}

/** A1 is in column 1; undefined: a cell without a place stands behind the one before. */
function columnOf(place: string | undefined): number | undefined {
  if (place === undefined) return undefined
  let column = 0
  for (let at = 0; at < place.length; at++) {
    const letter = (place.charCodeAt(at) | 32) - 96
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column || undefined
}

/** undefined: no calendar has such a day. */
function dayOf(serial: number, from1904: boolean): string | undefined {
  const date = serialToDate(serial, from1904)
  if (Number.isNaN(date.getTime())) return undefined
  const [day, time] = date.toISOString().split('T')
  return time === '00:00:00.000Z' ? day : `${day} ${time!.slice(0, 8)}`
}
