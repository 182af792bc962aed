import { type Day, addDays, earlier, later } from './day.ts'

/** Days from `from` to `to`, both included. `null` is without bound: always, until further notice. */
export type Span = { readonly from: Day | null; readonly to: Day | null }

/** Tables keep “always” and “until further notice” as the first and the last day there is. */
const firstDay: Day = '0001-01-01'
const lastDay: Day = '9999-12-31'

/** A stored span as the core reads it: the first and the last day there is are no bounds. */
export function openSpan<T extends Span>(stored: T): T {
  return {
    ...stored,
    from: stored.from === firstDay ? null : stored.from,
    to: stored.to === lastDay ? null : stored.to,
  }
}

/** A span as a table stores it. */
export function storedSpan<T extends Span>(span: T): T & { from: Day; to: Day } {
  return { ...span, from: span.from ?? firstDay, to: span.to ?? lastDay }
}

export function covers(span: Span, day: Day): boolean {
  return (span.from === null || span.from <= day) && (span.to === null || day <= span.to)
}

export function isEmpty(span: Span): boolean {
  return span.from !== null && span.to !== null && span.to < span.from
}

/** The days in both, or undefined where there are none. */
export function overlap(a: Span, b: Span): Span | undefined {
  const from = a.from === null ? b.from : b.from === null ? a.from : later(a.from, b.from)
  const to = a.to === null ? b.to : b.to === null ? a.to : earlier(a.to, b.to)
  const both = { from, to }
  return isEmpty(both) ? undefined : both
}

/** The days of `whole` that none of `parts` covers, in order. */
export function without(whole: Span, parts: readonly Span[]): Span[] {
  const left: Span[] = []
  let from = whole.from
  const inside = parts.map(part => openSpan(part)).filter(part => overlap(whole, part))
  for (const part of inside.toSorted(byFrom)) {
    if (part.from !== null && (from === null || from < part.from)) {
      left.push({ from, to: addDays(part.from, -1) })
    }
    if (part.to === null) return left
    const next = addDays(part.to, 1)
    from = from === null ? next : later(from, next)
  }
  const rest = { from, to: whole.to }
  return isEmpty(rest) ? left : [...left, rest]
}

/** Earliest first; without a beginning comes before all. */
export function byFrom(a: Span, b: Span): number {
  if (a.from === b.from) return 0
  return (a.from ?? '') < (b.from ?? '') ? -1 : 1
}
