import { type Decimal, decimal } from '#core/money/index.ts'
import { type DayOrder, readDay } from '../read/days.ts'
import { type DecimalMark, readNumber } from '../read/numbers.ts'

/** null: an empty cell. Numbers are exact; text from a cell turns into one only where one is asked for. */
export type Value = string | Decimal | boolean | null

/** Characters; no cell of an account or a product has more. */
export const longestText = 1_000_000

/** One row of the file that is being read, and in a file of lines its document. */
export type Context = { readonly cells: readonly string[]; readonly document?: Context }

/** How a column's texts are to be read: the file's decimal mark, the column's order of day and month. */
export type Reading = { readonly mark: () => DecimalMark; readonly order: () => DayOrder | undefined }

export type Compiled = Reading & {
  get(context: Context): Value
  /** What a refusal calls it: the column, or the expression. */
  readonly label: string
}

/** A cell that cannot be what the mapping needs it to be. */
export class Unfit extends Error {
  readonly column: string
  readonly value: string
  readonly reason: string
  constructor(column: string, value: string, reason: string) {
    super(reason)
    this.column = column
    this.value = value
    this.reason = reason
  }
}

export const isDecimal = (value: Value): value is Decimal => typeof value === 'object' && value !== null

export function textOf(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'string') return value
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : shortest(value)
}

/** Without zeros at the end of the fraction, so that 1.50 and 1.5 are one text. */
export function shortest(value: Decimal): string {
  const text = decimal.format(value)
  return value.scale === 0 ? text : text.replace(/\.?0+$/, '')
}

export function asNumber(from: Compiled, context: Context): Decimal | null {
  const value = from.get(context)
  if (value === null || isDecimal(value)) return value
  const read = typeof value === 'string' ? readNumber(value, from.mark()) : undefined
  const number = read === undefined ? undefined : decimal.parseDecimal(read)
  if (!number) throw new Unfit(from.label, textOf(value), numberWanted(from.mark()))
  return number
}

export const numberWanted = (mark: DecimalMark) =>
  `wanted a number such as ${mark === ',' ? '1 234,50' : '1,234.50'}`

export function asDay(from: Compiled, context: Context): string | null {
  const value = from.get(context)
  if (value === null) return null
  const day = typeof value === 'string' ? readDay(value, from.order()) : undefined
  if (day === undefined) throw new Unfit(from.label, textOf(value), dayWanted(from.order()))
  return day
}

export const dayWanted = (order: DayOrder | undefined) =>
  `wanted a day such as ${order === 'dmy' ? '31/03/2026' : order === 'mdy' ? '03/31/2026' : '2026-03-31'}`

export function asYes(from: Compiled, context: Context): boolean {
  const value = from.get(context)
  if (value === null) return false
  if (typeof value !== 'boolean')
    throw new Unfit(from.label, textOf(value), 'wanted a yes or no, such as a comparison')
  return value
}
