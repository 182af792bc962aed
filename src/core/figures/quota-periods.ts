import {
  type Day,
  type Period,
  type PeriodKind,
  type Range,
  earlier,
  later,
  without,
} from '#core/calendar/index.ts'

const shortestFirst: readonly PeriodKind[] = ['month', 'quarter', 'year']

/**
 * Which periods quotas were set for: the shortest kind of which no quota is cut. Where some hold across all kinds, the
 * longest kind there is, and such a quota is shared among its periods by days.
 */
export function quotaKind(periods: readonly Period[], quotas: readonly Range[]): PeriodKind | undefined {
  const kinds = shortestFirst.filter(kind => periods.some(period => period.kind === kind))
  const fits = (kind: PeriodKind) => {
    const held = periods.filter(period => period.kind === kind)
    return quotas.every(quota => held.some(({ from, to }) => from <= quota.from && quota.to <= to))
  }
  return kinds.find(fits) ?? kinds.at(-1)
}

export function isLonger(kind: PeriodKind, than: PeriodKind): boolean {
  return shortestFirst.indexOf(kind) > shortestFirst.indexOf(than)
}

/** A quota's period of which a range holds a part alone: from its first day on (null) or later, to its last (null) or earlier. */
export type CutPeriod = { readonly period: Period; readonly from: Day | null; readonly until: Day | null }

/**
 * A range up to today, as quotas see it: the days that count in full, for they are whole periods of the quotas that are
 * over (and days of no period, whose quota is shared by days), and the one or two periods that the range's ends cut.
 */
export function quotaPeriods(of: { periods: readonly Period[]; kind: PeriodKind; range: Range }): {
  whole: Range[]
  cut: CutPeriod[]
} {
  const { range } = of
  const touched = of.periods.filter(p => p.kind === of.kind && p.from <= range.to && p.to >= range.from)
  const cut = touched
    .filter(p => p.from < range.from || p.to > range.to)
    .map(period => ({
      period,
      from: period.from < range.from ? range.from : null,
      until: period.to > range.to ? range.to : null,
    }))
  const days = cut.map(({ period }) => ({
    from: later(period.from, range.from),
    to: earlier(period.to, range.to),
  }))
  const whole = range.to < range.from ? [] : without(range, days)
  return { whole: whole.map(({ from, to }) => ({ from: from!, to: to! })), cut }
}
