import { Failure } from '#core/failure.ts'
import { exponentOf } from './currency.ts'
import { type Decimal, divideHalfEven, format, mul, parseDecimal, round, tenTo } from './decimal.ts'

declare const minorMark: unique symbol
/** Whole minor units of a currency (cents, öre, yen): a safe integer. The currency stands beside it. */
export type Minor = number & { readonly [minorMark]: true }

export type NotMoney = { readonly none: 'not_a_number' | 'unknown_currency' | 'too_large' }

/** Takes a number for minor units; one that isn't a safe integer is refused, for it is already wrong. */
export function minor(value: number): Minor {
  if (!Number.isSafeInteger(value)) {
    throw new Failure('invalid', `${value} is not a whole number of minor units. Round it first.`)
  }
  return (value === 0 ? 0 : value) as Minor // -0 would print as "-0" and fail an equality
}

export const zero = 0 as Minor

/** Decimal text in major units to minor units, half to even, exact: `toMinor('2.345', 'EUR')` is 234. */
export function toMinor(text: string, currency: string): Minor | NotMoney {
  const exponent = exponentOf(currency)
  if (exponent === undefined) return { none: 'unknown_currency' }
  return shortToMinor(text, exponent) ?? decimalToMinor(parseDecimal(text), exponent)
}

/** Minor units as decimal text in major units: `fromMinor(-1250, 'EUR')` is `-12.50`. */
export function fromMinor(amount: Minor, currency: string): string | { none: 'unknown_currency' } {
  const exponent = exponentOf(currency)
  if (exponent === undefined) return { none: 'unknown_currency' }
  return format({ units: BigInt(amount), scale: exponent })
}

/** `rate` is how many units of `to` one unit of `from` is worth, as decimal text; half to even. */
export function convert(of: { amount: Minor; from: string; to: string; rate: string }): Minor | NotMoney {
  const from = exponentOf(of.from)
  const to = exponentOf(of.to)
  if (from === undefined || to === undefined) return { none: 'unknown_currency' }
  const rate = parseDecimal(of.rate)
  if (!rate || rate.units <= 0n) return { none: 'not_a_number' }
  return decimalToMinor(mul({ units: BigInt(of.amount), scale: from }, rate), to)
}

/** An amount shared by a count, to the nearest minor unit, half to even; count must be above zero. */
export function per(amount: Minor, count: number): Minor {
  if (!Number.isSafeInteger(count) || count <= 0) {
    throw new Failure('invalid', `An amount cannot be shared by ${count}.`)
  }
  return Number(divideHalfEven(BigInt(amount), BigInt(count))) as Minor
}

/** Sum that notices when it leaves the safe integers, where addition would silently lose cents. */
export function sum(amounts: Iterable<Minor>): Minor {
  let total = 0
  for (const amount of amounts) total = minor(total + amount)
  return total as Minor
}

function decimalToMinor(decimal: Decimal | undefined, exponent: number): Minor | NotMoney {
  if (!decimal) return { none: 'not_a_number' }
  const units = Number(round(decimal, exponent).units)
  return Number.isSafeInteger(units) ? (units as Minor) : { none: 'too_large' }
}

const short = /^(-?)(\d{1,11})(?:\.(\d{1,4}))?$/

/**
 * The same for text of at most 15 digits, in whole numbers that a double holds exactly: a million-line
 * import reads several amounts a line, and this is what nearly all of them look like.
 */
function shortToMinor(text: string, exponent: number): Minor | undefined {
  const match = short.exec(text)
  if (!match) return undefined
  const fraction = match[3] ?? ''
  const units = Number(match[2]! + fraction)
  const lift = exponent - fraction.length
  const size = lift >= 0 ? units * Number(tenTo(lift)) : halfEven(units, 10 ** -lift)
  return (match[1] === '-' && size !== 0 ? -size : size) as Minor
}

function halfEven(units: number, divisor: number): number {
  const rest = units % divisor
  const quotient = (units - rest) / divisor
  const up = rest * 2 > divisor || (rest * 2 === divisor && quotient % 2 === 1)
  return up ? quotient + 1 : quotient
}
