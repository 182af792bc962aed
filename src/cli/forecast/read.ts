import type { Day } from '#core/calendar/index.ts'
import { daysBetween } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import { type DayOrder, openTable, readDay, readNumber, type Source, type Table } from '#import/index.ts'
import { orderOf } from './day-order.ts'
import { type Periods, periodsOf, readPeriod, type Written } from './periods.ts'

export type Columns = {
  readonly series: string | undefined
  readonly date: string
  readonly value: string
  /** Which of day and month comes first where the year comes last; guessed unless told. */
  readonly order: DayOrder | undefined
}

/** One series of a file: its values in order of time, `null` where a period between two others is missing. */
export type FileSeries = {
  readonly key: string
  /** Place of its first period among the file's periods. */
  readonly first: number
  readonly values: readonly (number | null)[]
}

export type FileRead = {
  readonly series: readonly FileSeries[]
  readonly periods: Periods
  /** Rows that could not be used and what was done about them, a sentence each. */
  readonly refused: readonly string[]
}

type Point = { readonly key: string; readonly when: Written; readonly value: number; readonly line: number }

/** Reads the series of a file. Every row is used or named. */
export async function readSeries(source: Source, named: Columns): Promise<FileRead> {
  const table = await openTable(source)
  const at = placesOf(table, named)
  const dates = table.samples.map(row => (row.cells[at.date] ?? '').trim()).filter(Boolean)
  const order = named.order ?? orderOf(dates)
  if (order === 'ambiguous') {
    table.close()
    throw new Failure(
      'invalid',
      `In the dates of ${table.name}, such as “${dates[0]}”, day or month may come first. Say --dates dmy or --dates mdy, or write 2026-03-31.`,
    )
  }
  const mark = table.numbers === ',' ? ',' : '.'
  const refused: string[] = []
  const byKey = new Map<string, Point[]>()
  for await (const batch of table.rows) {
    for (const { line, cells } of batch) {
      const refuse = (why: string) => refused.push(`line ${line}: ${why}`)
      const key = at.series === undefined ? named.value : (cells[at.series] ?? '').trim()
      if (!byKey.has(key) && key !== '') byKey.set(key, [])
      const text = (cells[at.date] ?? '').trim()
      const amount = (cells[at.value] ?? '').trim()
      const when = readWhen(text, order)
      const value = valueOf(amount, mark)
      if (key === '') refuse('it names no series')
      else if (text === '') refuse('it has no date')
      else if (when === undefined)
        refuse(`“${text}” is not a date that can be read for certain; write 2026-03-31`)
      else if (amount === '') refuse('its value is empty')
      else if (value === undefined) refuse(`“${amount}” is not a number`)
      else if (Math.abs(value) > largest) refuse(`“${amount}” is too large to reckon with`)
      else byKey.get(key)!.push({ key, when, value, line })
    }
  }
  return spaced(byKey, refused, table.name)
}

/** The square of a larger one would leave the range of numbers. */
const largest = 1e100

/** Programs write powers of ten with any number of digits before and behind (120e3, 1e300); the ledger's reader takes one. */
function valueOf(text: string, mark: ',' | '.'): number | undefined {
  const power = mark === '.' && /^[+-]?\d+(\.\d+)?e[+-]?\d+$/i.test(text)
  const read = power ? text : readNumber(text, mark)
  return read === undefined ? undefined : Number(read)
}

function placesOf(table: Table, named: Columns): { series: number | undefined; date: number; value: number } {
  const find = (name: string) => {
    const at = table.columns.findIndex(column => column.toLowerCase() === name.trim().toLowerCase())
    if (at >= 0) return at
    table.close()
    throw new Failure(
      'invalid',
      `${table.name} has no column “${name}”. Its columns are: ${table.columns.join(', ')}.`,
    )
  }
  return {
    series: named.series === undefined ? undefined : find(named.series),
    date: find(named.date),
    value: find(named.value),
  }
}

function readWhen(text: string, order: DayOrder | undefined): Written | undefined {
  const period = readPeriod(text)
  if (period) return period
  const day = readDay(text, order)
  return day === undefined ? undefined : { form: 'day', day: day as Day }
}

/** Puts the points of each series on the file's even periods. */
function spaced(byKey: ReadonlyMap<string, readonly Point[]>, refused: string[], file: string): FileRead {
  const points = [...byKey.values()].flat()
  const form = commonest(points.map(({ when }) => when.form))
  const fitting = points.filter(({ when }) => when.form === form)
  for (const { line } of points.filter(({ when }) => when.form !== form))
    refused.push(`line ${line}: its date is not a ${form}, as the others are`)
  const periods = periodsOf(
    fitting.map(({ when }) => when),
    [...byKey.values()].flatMap(gapsOf),
  )
  if (!periods)
    throw new Failure(
      'invalid',
      fitting.length === 0
        ? `No row of ${file} can be used.\n${refused.slice(0, 5).join('\n')}`
        : `The dates of ${file} are not evenly spaced by days, weeks, months, quarters or years. Add the values up by one of these first.`,
    )
  const series = Array.from(byKey, ([key, own]) =>
    onPeriods(key, { points: own.filter(({ when }) => when.form === form), periods, refused }),
  )
  return { series, periods, refused }
}

function commonest<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0]
}

function gapsOf(points: readonly Point[]): number[] {
  const days = [...new Set(points.map(({ when }) => when.day))].toSorted()
  return days.slice(1).map((day, i) => daysBetween(days[i]!, day))
}

function onPeriods(
  key: string,
  of: { points: readonly Point[]; periods: Periods; refused: string[] },
): FileSeries {
  const { periods, refused } = of
  const taken = new Map<number, Point>()
  for (const point of of.points) {
    const at = periods.at(point.when.day)
    const before = taken.get(at)
    if (before)
      refused.push(
        `line ${point.line}: ${key} has ${periods.label(at)} already, in line ${before.line}; that one is used`,
      )
    else taken.set(at, point)
  }
  const places = [...taken.keys()]
  const first = places.reduce((low, at) => Math.min(low, at), Infinity)
  const last = places.reduce((high, at) => Math.max(high, at), -Infinity)
  if (places.length === 0) return { key, first: 0, values: [] }
  const values = Array.from({ length: last - first + 1 }, (_, i) => taken.get(first + i)?.value ?? null)
  return { key, first, values }
}
