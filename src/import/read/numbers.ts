/** Which sign parts whole from fraction; the other one groups thousands. */
export type DecimalMark = '.' | ','
/** `ambiguous`: only numbers such as 1,234 were seen, which may be either. */
export type NumberForm = DecimalMark | 'ambiguous'

/**
 * A number as people and systems write it, as a plain decimal string ('-1234.5'), or undefined.
 * Groups must be of three, so that 12.5 in a comma file is refused and not read as 125.
 */
export function readNumber(text: string, mark: DecimalMark): string | undefined {
  if (plainNumber[mark].test(text)) return mark === '.' ? text : text.replace(',', '.')
  let rest = text.trim().replace(/\u2212/g, '-')
  let negative = false
  const bracketed = /^\((.*)\)$/.exec(rest)
  if (bracketed) {
    negative = true
    rest = bracketed[1]!
  }
  rest = rest.replace(currencySign, '').trim()
  if (/^[+-]/.test(rest)) {
    if (negative) return undefined
    negative = rest[0] === '-'
    rest = rest.slice(1)
  } else if (rest.endsWith('-') && !negative) {
    negative = true // bookkeeping systems put the sign last
    rest = rest.slice(0, -1)
  }
  rest = rest.replace(currencySign, '').trim()
  const match = grouped[mark].exec(rest) ?? scientific[mark].exec(rest)
  if (!match) return undefined
  const { whole = '', fraction = '', power = '0' } = match.groups ?? {}
  return (negative ? '-' : '') + expand(whole.replace(/[^0-9]/g, ''), fraction, Number(power))
}

const plainNumber = { '.': /^-?\d{1,40}(?:\.\d{1,40})?$/, ',': /^-?\d{1,40}(?:,\d{1,40})?$/ } as const
const currencySign = /^(?:[$€£¥]|kr\.?|[A-Z]{3}(?=[\s\d(+-]))\s*|\s*(?:[$€£¥]|kr\.?|[A-Z]{3})$/
const grouped = {
  '.': /^(?<whole>\d{1,3}(?:(?<gap>[,'’ \u00a0\u2009\u202f])\d{3})(?:\k<gap>\d{3})*|\d{1,40})(?:\.(?<fraction>\d{1,40}))?$/,
  ',': /^(?<whole>\d{1,3}(?:(?<gap>[.'’ \u00a0\u2009\u202f])\d{3})(?:\k<gap>\d{3})*|\d{1,40})(?:,(?<fraction>\d{1,40}))?$/,
} as const
const scientific = {
  '.': /^(?<whole>\d)(?:\.(?<fraction>\d{1,20}))?[eE](?<power>[+-]?\d{1,2})$/,
  ',': /^(?<whole>\d)(?:,(?<fraction>\d{1,20}))?[eE](?<power>[+-]?\d{1,2})$/,
} as const

function expand(whole: string, fraction: string, power: number): string {
  if (power === 0) return fraction === '' ? whole : `${whole}.${fraction}`
  const digits = whole + fraction
  const point = whole.length + power
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return digits + '0'.repeat(point - digits.length)
  return `${digits.slice(0, point)}.${digits.slice(point)}`
}

/** Looks at columns that hold mostly numbers. `clue` speaks when nothing does. */
export function guessNumbers(columns: readonly (readonly string[])[]): NumberForm {
  let point = 0
  let comma = 0
  let unclear = 0
  for (const cells of columns) {
    if (cells.length === 0 || cells.filter(looksNumeric).length < cells.length * 0.8) continue
    for (const cell of cells) {
      const form = formOf(cell)
      if (form === '.') point++
      else if (form === ',') comma++
      else if (form === 'ambiguous') unclear++
    }
  }
  if (point === 0 && comma === 0) return unclear > 0 ? 'ambiguous' : '.'
  if (point > 0 && comma > 0 && Math.min(point, comma) > Math.max(point, comma) / 10) return 'ambiguous'
  return point >= comma ? '.' : ','
}

export const looksNumeric = (cell: string) =>
  /\d/.test(cell) && (readNumber(cell, '.') !== undefined || readNumber(cell, ',') !== undefined)

/** undefined: a whole number, which says nothing. */
function formOf(cell: string): NumberForm | undefined {
  if (!/[.,]/.test(cell)) return undefined
  const byPoint = readNumber(cell, '.') !== undefined
  const byComma = readNumber(cell, ',') !== undefined
  if (byPoint && byComma) return 'ambiguous'
  return byPoint ? '.' : byComma ? ',' : undefined
}

/** The filled cells of each column. */
export function columnsOf(rows: readonly { readonly cells: readonly string[] }[], width: number): string[][] {
  return Array.from({ length: width }, (_, index) =>
    rows
      .map(row => (row.cells[index] ?? '').trim())
      .filter(cell => cell !== '' && !/^(?:NULL|N\/A|-)$/i.test(cell)),
  )
}
