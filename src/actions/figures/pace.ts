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

export type Basis = {
  kind: 'own_history' | 'wider_history' | 'straight_line'
  name: string
  periods: number
  share: number
  low: number
  high: number
  sentence: string
}

/** What a pace rests on, in a sentence. */
export function basisOf(past: Past, pace: Pace, own: string, range: { low: number; high: number }): Basis {
  const { share, periods } = pace
  const kind = past.period.kind
  if (pace.basis.kind === 'straight_line') {
    const sentence = `A straight line by days, ${percent(share)} of the ${kind}: there are too few earlier ones to measure on.`
    return { kind: 'straight_line', name: '', periods, share, ...range, sentence }
  }
  const { of } = pace.basis
  return {
    kind: of === own ? 'own_history' : 'wider_history',
    name: of,
    periods,
    share,
    ...range,
    sentence: `Usually ${shareOf(share)} of a ${kind} is billed by this point (${among(pace.spread)}${of}’s last ${periods} ${kind}s).`,
  }
}

/** A share as it is spoken: all, nearly all, or so many per cent. */
function shareOf(share: number): string {
  if (share === 1) return 'all'
  return percent(share).replace('nearly 100 %', 'nearly all').replace('nearly 0 %', 'nearly nothing')
}

/** A range only where it says something: not where both its ends are written alike. */
function among(spread: { low: number; high: number } | null | undefined): string {
  if (!spread || spread.high - spread.low < 0.001) return ''
  return `from ${shareOf(spread.low)} to ${shareOf(spread.high)} in `
}
