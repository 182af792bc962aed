import { type Decimal, decimal, exponentOf, toMinor } from '#core/money/index.ts'
import type { Field, FieldType } from '#core/ledger/kinds.ts'
import {
  type Compiled,
  dayWanted,
  isDecimal,
  numberWanted,
  shortest,
  textOf,
  Unfit,
  type Value,
} from '../expression/values.ts'
import { didYouMean } from '../near.ts'
import { readDay, readMonth } from '../read/days.ts'
import { readNumber } from '../read/numbers.ts'
import { readQuantities } from './quantities.ts'
import { readShare, readShares } from './shares.ts'

/** Money as read, in major units and unrounded, and as it goes into the ledger. */
export type Amount = { readonly read: string; readonly minor: number }

type Given = {
  readonly value: Value
  readonly from: Compiled
  readonly field: Field
  readonly currency: string
  readonly flip: boolean
}
export type Reader = (given: Given) => string | number | Amount | readonly unknown[] | undefined

/** How each type of field is read; the value types are those of `core/ledger/kinds.ts`. */
export const readers: Readonly<Record<FieldType, Reader>> = {
  code: given => cleaned(given, 200),
  text: given => cleaned(given, 1000),
  day({ value, from }) {
    const text = textOf(value)
    return readDay(text, from.order()) ?? unfit(from, text, dayWanted(from.order()))
  },
  month({ value, from }) {
    const text = textOf(value)
    return readMonth(text, from.order()) ?? unfit(from, text, 'wanted a month such as 2026-03')
  },
  money(given) {
    const read = numberText(given)
    const minor = toMinor(read, given.currency)
    if (typeof minor === 'number') return { read, minor }
    const { from, value, currency } = given
    const reason =
      exponentOf(currency) === undefined
        ? `wanted a currency that is known, not ${currency}`
        : 'the amount is too large'
    return unfit(from, textOf(value), reason)
  },
  number(given) {
    const text = numberText(given)
    return /^-?[1-9]\d*$/.test(text) ? text : shortest(decimal.parseDecimal(text)!)
  },
  share: ({ value, from }) => readShare(value, from),
  shares: ({ value, from }) => readShares(textOf(value), from),
  quantities: ({ value, from }) => readQuantities(textOf(value), from),
  list({ value, from, field }) {
    const items = textOf(value)
      .split('|')
      .map(item => item.trim())
      .filter(Boolean)
    return items.length === 0 ? undefined : items.map(item => oneOf(item, from, field))
  },
  choice: ({ value, from, field }) => oneOf(textOf(value), from, field),
}

function cleaned({ value, from }: Given, longest: number): string | undefined {
  const raw = textOf(value)
  if (raw.length <= longest && clean.test(raw)) return raw
  const text = raw.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (text === '') return undefined
  if (text.length > longest)
    return unfit(from, `${text.slice(0, 40)}…`, `wanted at most ${longest} characters`)
  if (/[\u0000-\u001f\u007f]/.test(text))
    return unfit(
      from,
      text.replace(/[\u0000-\u001f\u007f]/g, '�'),
      'holds control characters; was the file read in the right encoding?',
    )
  return text
}

/** Printable ASCII with single blanks inside: nearly every code there is, and nothing to do. */
const clean = /^[!-~]+(?: [!-~]+)*$/

function numberText({ value, from, flip }: Given): string {
  const text = isDecimal(value) ? decimalText(value) : readNumber(textOf(value), from.mark())
  if (text === undefined || text.length > 60) return unfit(from, textOf(value), numberWanted(from.mark()))
  if (!flip) return text
  return text.startsWith('-') ? text.slice(1) : `-${text}`
}

const decimalText = (value: Decimal) => shortest(value)

function oneOf(text: string, from: Compiled, field: Field): string {
  const wanted = text.toLowerCase().replace(/[\s-]+/g, '_')
  if (!field.oneOf) return text
  return (
    field.oneOf.find(choice => choice === wanted) ??
    unfit(
      from,
      text,
      `wanted one of ${field.oneOf.join(', ')}.${didYouMean(text, field.oneOf)}`.replace(/\.$/, ''),
    )
  )
}

export function unfit(from: Compiled, value: string, reason: string): never {
  throw new Unfit(from.label, value, reason)
}
