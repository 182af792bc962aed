/**
 * Exact decimals: `units / 10^scale`. Amounts, rates and shares come out of files as decimal text, and a
 * binary float would change them before anybody could round them on purpose.
 */
export type Decimal = { readonly units: bigint; readonly scale: number }

// A cell of a thousand digits is a broken file, and 1e999999 would be a number of a million digits.
const longest = 60
const form = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2}))?$/

/** Reads `-12.50`, `.5`, `7.`, `1.2E-3` (as XLSX stores them); anything else is undefined. */
export function parseDecimal(text: string): Decimal | undefined {
  if (text.length > longest) return undefined
  const match = form.exec(text)
  if (!match) return undefined
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  if (whole === '' && fraction === '') return undefined
  const digits = BigInt(whole + fraction)
  const scale = fraction.length - Number(exponent)
  const units = sign === '-' ? -digits : digits
  return scale >= 0 ? { units, scale } : { units: units * tenTo(-scale), scale: 0 }
}

export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return { units: unitsAt(a, scale) + unitsAt(b, scale), scale }
}

export function sub(a: Decimal, b: Decimal): Decimal {
  return add(a, { units: -b.units, scale: b.scale })
}

export function mul(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale }
}

/** Quotient with `scale` decimals, half to even; undefined where the divisor is zero. */
export function div(a: Decimal, b: Decimal, scale: number): Decimal | undefined {
  if (b.units === 0n) return undefined
  const lift = scale + b.scale - a.scale
  const top = lift >= 0 ? a.units * tenTo(lift) : a.units
  const bottom = lift >= 0 ? b.units : b.units * tenTo(-lift)
  return { units: divideHalfEven(top, bottom), scale }
}

/** Negative, zero or positive as a is less than, equal to or more than b; 1.0 equals 1.00. */
export function compare(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const difference = sub(a, b).units
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The same number with `scale` decimals, half to even. */
export function round(a: Decimal, scale: number): Decimal {
  if (a.scale <= scale) return { units: unitsAt(a, scale), scale }
  return { units: divideHalfEven(a.units, tenTo(a.scale - scale)), scale }
}

/** Plain digits with a point, as many decimals as the scale says: `-0.50`. */
export function format(a: Decimal): string {
  const digits = (a.units < 0n ? -a.units : a.units).toString().padStart(a.scale + 1, '0')
  const sign = a.units < 0n ? '-' : ''
  if (a.scale === 0) return sign + digits
  return `${sign}${digits.slice(0, -a.scale)}.${digits.slice(-a.scale)}`
}

/** Whole quotient, half to even (ISO 80000-1, rule A): errors of many roundings cancel out. */
export function divideHalfEven(top: bigint, bottom: bigint): bigint {
  if (bottom < 0n) return divideHalfEven(-top, -bottom)
  const quotient = top / bottom
  const rest = top % bottom
  const twice = (rest < 0n ? -rest : rest) * 2n
  const away = twice > bottom || (twice === bottom && quotient % 2n !== 0n)
  return away ? quotient + (top < 0n ? -1n : 1n) : quotient
}

export function tenTo(power: number): bigint {
  return 10n ** BigInt(power)
}

function unitsAt(a: Decimal, scale: number): bigint {
  return a.units * tenTo(scale - a.scale)
}
