import type { Range } from '#core/forecast/index.ts'

const rows = 8
const pastShown = 36

/** History and forecast as lines for a terminal: `•` was, `○` is foretold, `│` its range. */
export function chartLines(of: {
  past: readonly (number | null)[]
  mean: Float64Array
  range: Range | undefined
}): string[] {
  const { mean, range } = of
  const past = of.past.slice(-pastShown)
  const all = [
    ...past.filter(value => value !== null),
    ...mean,
    ...(range?.lower ?? []),
    ...(range?.upper ?? []),
  ]
  const low = all.reduce((a, b) => Math.min(a, b), Infinity)
  const high = all.reduce((a, b) => Math.max(a, b), -Infinity)
  const row = (value: number) => (high === low ? 0 : Math.round(((value - low) / (high - low)) * (rows - 1)))
  const labels = [short(high), short(low)]
  const wide = Math.max(...labels.map(label => label.length))
  return Array.from({ length: rows }, (_, i) => {
    const at = rows - 1 - i
    const was = past.map(value => (value !== null && row(value) === at ? '•' : ' '))
    const will = Array.from(mean, (value, h) => {
      if (row(value) === at) return '○'
      const inside = range && row(range.lower[h]!) <= at && at <= row(range.upper[h]!)
      return inside ? '│' : ' '
    })
    const label = i === 0 ? labels[0]! : i === rows - 1 ? labels[1]! : ''
    return `  ${label.padStart(wide)} ┤${was.join('')}${will.join('')}`.trimEnd()
  })
}

/** Four digits or so: what a column of a terminal can hold. */
export const short = (value: number) =>
  new Intl.NumberFormat('en-GB', {
    maximumFractionDigits: Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 2 : 4,
  }).format(value)
