import { type Day, type Period, type Range, addDays } from '#core/calendar/index.ts'
import {
  type History,
  type Pace,
  type PastPeriod,
  fewestPeriods,
  pastPoints,
  usualPace,
} from '#core/figures/index.ts'
import { minor } from '#core/money/index.ts'
import type { Db } from '#db/scope.ts'
import { companyRhythm } from '#db/targets.ts'
import type { Calendar } from './calendar.ts'
import { percent } from './value.ts'

/** The earlier periods of a fiscal one, each cut in two at the point that answers to `day`. */
export type Past = { readonly period: Period; readonly day: Day; readonly ranges: readonly Range[] }

export function pastOf(calendar: Calendar, period: Period, day: Day): Past {
  const points = pastPoints({ ...calendar, period, day })
  const ranges = points.flatMap(({ period: then, toPoint }) => [
    toPoint,
    { from: addDays(toPoint.to, 1), to: then.to },
  ])
  return { period, day, ranges }
}

/** Nets of the past's ranges as a history; the second half of a period may have no days. */
export function historyOf(name: string, nets: readonly number[]): History {
  const periods: PastPeriod[] = []
  for (let half = 0; half + 1 < nets.length; half += 2) {
    const byPoint = nets[half]!
    periods.push({ total: minor(byPoint + nets[half + 1]!), byPoint: minor(byPoint) })
  }
  return { name, periods }
}

export function isEnough(past: Past, history: History): boolean {
  return history.periods.filter(p => p.total > 0).length >= fewestPeriods[past.period.kind]
}

/** How the company's people usually bill; shares stand for amounts, for only their ratios count. */
export async function companyHistory(db: Db, past: Past): Promise<History> {
  const shares = past.ranges.length > 0 ? await companyRhythm(db, past.ranges) : []
  return historyOf(
    'the company',
    shares.map(share => Math.round(share * 1e12)),
  )
}

export function paceOf(past: Past, histories: readonly History[]): Pace {
  return usualPace({ histories, period: past.period, day: past.day })
}

/** How a pace is said of a period: that "usually so much is billed", and on what that rests. */
export function paceSaid(past: Past, pace: Pace): { how: string; rests: string } {
  const kind = past.period.kind
  if (pace.basis.kind === 'straight_line') {
    return { how: shareOf(pace.share), rests: `by days: there are too few earlier ${kind}s to measure on` }
  }
  const among = amongOf(pace.spread)
  return {
    how: `usually ${shareOf(pace.share)}`,
    rests: `${among}${pace.basis.of}’s last ${pace.periods} ${kind}s`,
  }
}

/** A pace of one period, in a sentence. */
export function paceSentence(past: Past, pace: Pace): string {
  const kind = past.period.kind
  if (pace.basis.kind === 'straight_line')
    return `A straight line by days, ${percent(pace.share)} of the ${kind}: there are too few earlier ones to measure on.`
  const { rests } = paceSaid(past, pace)
  return `Usually ${shareOf(pace.share)} of a ${kind} is billed by this point (${rests}).`
}

/** A share as it is spoken: all, nearly all, or so many per cent. */
export function shareOf(share: number): string {
  if (share === 1) return 'all'
  return percent(share).replace('nearly 100 %', 'nearly all').replace('nearly 0 %', 'nearly nothing')
}

/** A range only where it says something: not where both its ends are written alike. */
function amongOf(spread: { low: number; high: number } | null | undefined): string {
  if (!spread || spread.high - spread.low < 0.001) return ''
  return `from ${shareOf(spread.low)} to ${shareOf(spread.high)} in `
}
