import {
  type Day,
  type Period,
  type PeriodKind,
  type Range,
  daysBetween,
  previous,
  toSamePoint,
} from '#core/calendar/index.ts'
import { type Minor, minor } from '#core/money/index.ts'

/** How many earlier periods are pooled at most. */
export const mostPeriods = 8
/** How few are still a history. Two years hold eight quarters: fewer of them say as much. */
export const fewestPeriods: Readonly<Record<PeriodKind, number>> = { month: 4, quarter: 4, year: 2 }

/** An earlier complete period: what it billed in all, and by the point that answers to today. */
export type PastPeriod = { readonly total: Minor; readonly byPoint: Minor }
/** Whose past it is ("own", "team", "company"); newest period first. */
export type History = { readonly name: string; readonly periods: readonly PastPeriod[] }

export type Pace = {
  /** Share of a period usually billed by this point; above 1 where credit notes usually follow. */
  readonly share: number
  readonly basis: { readonly kind: 'history'; readonly of: string } | { readonly kind: 'straight_line' }
  /** How many earlier periods it was measured on; 0 for a straight line. */
  readonly periods: number
  /** Lowest and highest share among them. */
  readonly spread?: { readonly low: number; readonly high: number }
}

/**
 * The share of a period usually billed by this point: billing by the point over billing in all, both summed
 * over up to eight earlier periods, so that a small odd period does not weigh as much as a large one. The
 * first history with enough periods of positive billing is taken; without one, a straight line by days.
 */
export function usualPace(of: { histories: readonly History[]; period: Period; day: Day }): Pace {
  for (const history of of.histories) {
    const billed = history.periods.filter(p => p.total > 0).slice(0, mostPeriods)
    if (billed.length >= fewestPeriods[of.period.kind]) return pooled(history.name, billed)
  }
  return { share: straightLine(of.period, of.day), basis: { kind: 'straight_line' }, periods: 0 }
}

/** Days of the period so far over its days, today included: 0 before it, 1 from its last day on. */
export function straightLine(period: Period, day: Day): number {
  const length = daysBetween(period.from, period.to) + 1
  const gone = daysBetween(period.from, day) + 1
  return Math.min(Math.max(gone, 0), length) / length
}

export function shouldBe(target: Minor, pace: Pace): Minor {
  return minor(Math.round(target * pace.share))
}

/** An earlier period and its part up to the point that answers to `day`: what a `PastPeriod` is summed over. */
export type PastPoint = { readonly period: Period; readonly toPoint: Range }

/**
 * The up to eight earlier periods to ask billing of, newest first: complete ones, since `ledgerFrom`, the
 * first day that the ledger knows.
 */
export function pastPoints(of: {
  periods: readonly Period[]
  period: Period
  day: Day
  ledgerFrom: Day
}): PastPoint[] {
  const points: PastPoint[] = []
  let then = previous(of.periods, of.period)
  for (
    ;
    then && then.from >= of.ledgerFrom && points.length < mostPeriods;
    then = previous(of.periods, then)
  ) {
    points.push({ period: then, toPoint: toSamePoint({ ...of, then }) })
  }
  return points
}

function pooled(name: string, periods: readonly PastPeriod[]): Pace {
  const total = periods.reduce((sum, p) => sum + p.total, 0)
  const byPoint = periods.reduce((sum, p) => sum + p.byPoint, 0)
  const shares = periods.map(p => p.byPoint / p.total)
  return {
    share: byPoint / total,
    basis: { kind: 'history', of: name },
    periods: periods.length,
    spread: { low: Math.min(...shares), high: Math.max(...shares) },
  }
}
