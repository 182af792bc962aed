import { type Decimal, decimal } from '#core/money/index.ts'
import type { Operator } from './syntax.ts'
import {
  asNumber,
  asYes,
  type Compiled,
  type Context,
  isDecimal,
  longestText,
  textOf,
  Unfit,
  type Value,
} from './values.ts'
import { readNumber } from '../read/numbers.ts'

/** Digits behind the point that a division keeps. */
const kept = 12

export function operate(by: Operator, left: Compiled, right: Compiled): Compiled['get'] {
  switch (by) {
    case 'and':
      return at => asYes(left, at) && asYes(right, at)
    case 'or':
      return at => asYes(left, at) || asYes(right, at)
    case '&':
      return at => joined(left, right, at)
    case '+':
    case '-':
    case '*':
    case '/':
      return at => arithmetic(by, left, right, at)
    default:
      return at => holds(by, compare(left, right, at))
  }
}

/** Texts put together from texts put together double each time. */
function joined(left: Compiled, right: Compiled, at: Context): string | null {
  const text = textOf(left.get(at)) + textOf(right.get(at))
  if (text.length > longestText) throw new Unfit(left.label, text.slice(0, 100), 'the result is too long')
  return text || null
}

/** An empty operand makes an empty result: a cost that is not known is not a cost of zero. */
function arithmetic(by: '+' | '-' | '*' | '/', left: Compiled, right: Compiled, at: Context): Decimal | null {
  const a = asNumber(left, at)
  const b = asNumber(right, at)
  if (a === null || b === null) return null
  if (by === '+') return decimal.add(a, b)
  if (by === '-') return decimal.sub(a, b)
  if (by === '*') return bounded(decimal.mul(a, b), left.label)
  const quotient = decimal.div(a, b, kept)
  if (!quotient) throw new Unfit(right.label, textOf(b), 'a division by zero')
  return quotient
}

/** Products of products grow digits; no amount needs sixty. */
function bounded(product: Decimal, label: string): Decimal {
  if (product.scale > 40) return decimal.round(product, 40)
  if (decimal.format(product).length > 80) throw new Unfit(label, '', 'the result is too large')
  return product
}

/** As numbers if one side is a number and the other reads as one; as text otherwise. Empty equals ''. */
function compare(left: Compiled, right: Compiled, at: Context): number | undefined {
  const a = left.get(at)
  const b = right.get(at)
  if (isDecimal(a) || isDecimal(b)) {
    const x = loose(a, left)
    const y = loose(b, right)
    if (x && y) return decimal.compare(x, y)
    if (a === null || b === null) return undefined
  }
  if (typeof a === 'boolean' || typeof b === 'boolean') return (a ?? false) === (b ?? false) ? 0 : undefined
  const x = textOf(a)
  const y = textOf(b)
  return x < y ? -1 : x > y ? 1 : 0
}

function loose(value: Value, from: Compiled): Decimal | undefined {
  if (isDecimal(value)) return value
  const text = typeof value === 'string' ? readNumber(value, from.mark()) : undefined
  return text === undefined ? undefined : decimal.parseDecimal(text)
}

/** undefined: not comparable, so only "different" holds. */
function holds(by: Operator, order: number | undefined): boolean {
  if (order === undefined) return by === '<>'
  if (by === '=') return order === 0
  if (by === '<>') return order !== 0
  if (by === '<') return order < 0
  if (by === '<=') return order <= 0
  return by === '>' ? order > 0 : order >= 0
}
