import { addDays, type Day } from '#core/calendar/index.ts'
import { decimal } from '#core/money/index.ts'
import {
  asDay,
  asNumber,
  asYes,
  type Compiled,
  type Context,
  longestText,
  textOf,
  Unfit,
  type Value,
} from './values.ts'
import { fits } from './wildcards.ts'

type Make = (...args: Compiled[]) => (at: Context) => Value
export type Callable = {
  readonly least: number
  readonly most: number
  readonly shape: string
  readonly means: string
  readonly make: Make
}

const entry = (
  shape: string,
  means: string,
  make: Make,
  [least, most]: readonly [number, number],
): Callable => ({
  shape,
  means,
  make,
  least,
  most,
})
const textIn = (from: Compiled, at: Context) => textOf(from.get(at))
const orEmpty = (text: string): Value => (text === '' ? null : text)

/** Every function an expression may call; the guide's table is written from here. */
export const functions: Readonly<Record<string, Callable>> = {
  if: entry(
    'if(condition, then, otherwise)',
    'one of two values; without `otherwise`, empty',
    (test, yes, no) => at => (asYes(test!, at) ? yes!.get(at) : (no?.get(at) ?? null)),
    [2, 3],
  ),
  coalesce: entry(
    'coalesce(a, b, …)',
    'the first that is not empty',
    (...all) =>
      at => {
        for (const one of all) {
          const value = one.get(at)
          if (value !== null) return value
        }
        return null
      },
    [1, 20],
  ),
  round: entry(
    'round(number, decimals)',
    'half to even; without `decimals`, whole',
    (of, places) => at => {
      const number = asNumber(of!, at)
      return number && decimal.round(number, places ? whole(places, at, 12) : 0)
    },
    [1, 2],
  ),
  abs: entry(
    'abs(number)',
    'without its sign',
    of => at => {
      const number = asNumber(of!, at)
      return number && (number.units < 0n ? { ...number, units: -number.units } : number)
    },
    [1, 1],
  ),
  min: entry(
    'min(a, b, …)',
    'the least number',
    (...all) =>
      at =>
        extreme(all, at, -1),
    [1, 20],
  ),
  max: entry(
    'max(a, b, …)',
    'the greatest number',
    (...all) =>
      at =>
        extreme(all, at, 1),
    [1, 20],
  ),
  number: entry('number(text)', 'the text as a number', of => at => asNumber(of!, at), [1, 1]),
  lower: entry('lower(text)', 'in small letters', of => at => orEmpty(textIn(of!, at).toLowerCase()), [1, 1]),
  upper: entry('upper(text)', 'in capitals', of => at => orEmpty(textIn(of!, at).toUpperCase()), [1, 1]),
  trim: entry(
    'trim(text)',
    'without blanks around it, and single ones inside',
    of => at => orEmpty(textIn(of!, at).replace(/\s+/g, ' ').trim()),
    [1, 1],
  ),
  left: entry(
    'left(text, n)',
    'its first n characters',
    (of, n) => at => orEmpty([...textIn(of!, at)].slice(0, whole(n!, at, 1000)).join('')),
    [2, 2],
  ),
  right: entry(
    'right(text, n)',
    'its last n characters',
    (of, n) => at => {
      const count = whole(n!, at, 1000)
      return count === 0 ? null : orEmpty([...textIn(of!, at)].slice(-count).join(''))
    },
    [2, 2],
  ),
  length: entry(
    'length(text)',
    'how many characters',
    of => at => ({ units: BigInt([...textIn(of!, at)].length), scale: 0 }),
    [1, 1],
  ),
  part: entry(
    'part(text, separator, n)',
    'the nth piece, from 1; -1 is the last',
    (of, by, n) => at => {
      const pieces = textIn(of!, at).split(textIn(by!, at) || ' ')
      const place = whole(n!, at, 1000, -1000)
      return orEmpty((pieces.at(place > 0 ? place - 1 : place) ?? '').trim())
    },
    [3, 3],
  ),
  replace: entry(
    'replace(text, what, with)',
    'every `what` replaced',
    (of, what, by) => at => {
      const text = textIn(of!, at)
      const from = textIn(what!, at)
      if (from === '') return orEmpty(text)
      const to = textIn(by!, at)
      // replacements of replacements grow tenfold each: the seventh would not fit into memory
      const size = text.length + (text.split(from).length - 1) * (to.length - from.length)
      if (size > longestText) throw new Unfit(of!.label, text.slice(0, 100), 'the result is too long')
      return orEmpty(text.replaceAll(from, () => to))
    },
    [3, 3],
  ),
  contains: entry(
    'contains(text, what)',
    'yes if it stands in it',
    (of, what) => at => textIn(of!, at).includes(textIn(what!, at)),
    [2, 2],
  ),
  matches: entry(
    'matches(text, pattern)',
    'yes if the whole text fits; * is any text, ? any character',
    (of, pattern) => at => {
      const text = textIn(of!, at)
      const fit = fits(text, textIn(pattern!, at))
      if (fit === undefined) throw new Unfit(of!.label, text.slice(0, 100), 'too long for this pattern')
      return fit
    },
    [2, 2],
  ),
  day: entry('day(text)', 'the text as a day, such as 2026-03-31', of => at => asDay(of!, at), [1, 1]),
  month: entry(
    'month(text)',
    'the month of a day, such as 2026-03',
    of => at => asDay(of!, at)?.slice(0, 7) ?? null,
    [1, 1],
  ),
  adddays: entry(
    'adddays(day, n)',
    'the day n days later, earlier if n is below zero',
    (of, n) => at => {
      const day = asDay(of!, at)
      return day === null ? null : addDays(day as Day, whole(n!, at, 40_000, -40_000))
    },
    [2, 2],
  ),
}

function extreme(all: readonly Compiled[], at: Context, sign: 1 | -1) {
  let best = null
  for (const one of all) {
    const number = asNumber(one, at)
    if (number && (best === null || decimal.compare(number, best) === sign)) best = number
  }
  return best
}

function whole(from: Compiled, at: Context, most: number, least = 0): number {
  const number = asNumber(from, at)
  const value = number === null ? NaN : Number(decimal.format(number))
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Unfit(from.label, textOf(number), `wanted a whole number from ${least} to ${most}`)
  return value
}
