import { addDays, isDay } from './day.ts'
import { type Period, type PeriodKind, inOrder, periodKinds } from './fiscal.ts'

/** What is wrong with a table of periods, in sentences; empty where months tile quarters and quarters years. */
export function checkPeriods(periods: readonly Period[]): string[] {
  const broken = periods.filter(p => !isDay(p.from) || !isDay(p.to) || p.to < p.from)
  if (broken.length > 0) return broken.map(p => `${p.code} runs from ${p.from} to ${p.to}.`)
  const of = (kind: PeriodKind) => periods.filter(p => p.kind === kind).toSorted(inOrder)
  return [
    ...repeatedCodes(periods),
    ...periodKinds.flatMap(kind => seams(of(kind))),
    ...tiles(of('month'), of('quarter')),
    ...tiles(of('quarter'), of('year')),
  ]
}

function repeatedCodes(periods: readonly Period[]): string[] {
  const seen = new Set<string>()
  return periods.flatMap(p => {
    const key = `${p.kind} ${p.code}`
    if (seen.has(key)) return [`The ${key} stands twice in the table.`]
    seen.add(key)
    return []
  })
}

function seams(periods: readonly Period[]): string[] {
  return periods.slice(1).flatMap((next, index) => {
    const last = periods[index]!
    if (next.from <= last.to) return [`${last.code} and ${next.code} overlap: both hold ${next.from}.`]
    const due = addDays(last.to, 1)
    return next.from === due ? [] : [`No ${next.kind} holds ${due}: ${next.code} starts on ${next.from}.`]
  })
}

/** A larger period starts and ends with smaller ones; a table may leave the larger kind out. */
function tiles(small: readonly Period[], large: readonly Period[]): string[] {
  if (small.length === 0) return []
  const starts = new Set<string>(small.map(p => p.from))
  const ends = new Set<string>(small.map(p => p.to))
  const kind = small[0]!.kind
  return large.flatMap(p => [
    ...(starts.has(p.from) ? [] : [`${p.code} starts on ${p.from}, but no ${kind} does.`]),
    ...(ends.has(p.to) ? [] : [`${p.code} ends on ${p.to}, but no ${kind} does.`]),
  ])
}
