import { type Day, type PeriodKind, type Range, addDays, periodWords } from '#core/calendar/index.ts'
import {
  type CutPeriod,
  type History,
  type Pace,
  type ShouldBe,
  isLonger,
  quotaKind,
  quotaPeriods,
  shouldBeOver,
} from '#core/figures/index.ts'
import { minor } from '#core/money/index.ts'
import type { Db } from '#db/scope.ts'
import { quotaSpans } from '#db/targets.ts'
import type { Calendar } from './calendar.ts'
import {
  type Past,
  companyHistory,
  historyOf,
  isEnough,
  paceOf,
  paceSaid,
  paceSentence,
  pastOf,
} from './pace.ts'
import type { Asked } from './when.ts'

/**
 * What where-one-should-be-today is asked of: the quotas that count in full, and those whose periods are cut, each with
 * the earlier periods on which to measure its pace. `pasts` are numbered; a cut names those of its two ends.
 */
export type Plan = {
  readonly kind: PeriodKind
  readonly whole: readonly Range[]
  readonly cuts: readonly (CutPeriod & { readonly before: number | null; readonly by: number | null })[]
  readonly pasts: readonly Past[]
}

/** Null where nothing can be measured: of a single day, or without a fiscal calendar. */
export async function planOf(db: Db, calendar: Calendar, asked: Asked): Promise<Plan | null> {
  const { fiscal, range } = asked
  if (asked.period.kind === 'day') return null
  const held = fiscal ? { from: fiscal.from, to: fiscal.to } : range
  const kind = quotaKind(calendar.periods, await quotaSpans(db, held))
  if (fiscal && (!kind || isLonger(kind, fiscal.kind) || kind === fiscal.kind)) {
    // a quota for more than this period: its share of it by days, at this period's own pace
    const pasts = [pastOf(calendar, fiscal, range.to)]
    return {
      kind: fiscal.kind,
      whole: [],
      cuts: [{ period: fiscal, from: null, until: range.to, before: null, by: 0 }],
      pasts,
    }
  }
  if (!kind) return null
  const { whole, cut } = quotaPeriods({ periods: calendar.periods, kind, range })
  if (whole.length + cut.length === 0) return null
  const pasts: Past[] = []
  const past = (period: CutPeriod['period'], day: Day) => pasts.push(pastOf(calendar, period, day)) - 1
  const cuts = cut.map(one => ({
    ...one,
    before: one.from === null ? null : past(one.period, addDays(one.from, -1)),
    by: one.until === null ? null : past(one.period, one.until),
  }))
  return { kind, whole, cuts, pasts }
}

/** Ranges whose nets, and whole periods whose quotas, a plan asks for. */
export const rangesOf = (plan: Plan): Range[] => plan.pasts.flatMap(past => past.ranges)
export const quotaRangesOf = (plan: Plan): Range[] => [
  ...plan.whole,
  ...plan.cuts.map(({ period }) => ({ from: period.from, to: period.to })),
]

/** A plan's answers for one row: nets by range and quotas by period, in its order; a quota unknown is null. */
export type Measured = { readonly nets: readonly number[]; readonly quotas: readonly (number | null)[] }

export const noMeasure: Measured = { nets: [], quotas: [] }

export function historiesOf(plan: Plan, name: string, { nets }: Measured): History[] {
  let at = 0
  return plan.pasts.map(past => historyOf(name, nets.slice(at, (at += past.ranges.length))))
}

/** How the company's people usually bill, for each past. */
export function companyHistories(db: Db, plan: Plan): Promise<History[]> {
  return Promise.all(plan.pasts.map(past => companyHistory(db, past)))
}

export function isEnoughFor(plan: Plan, measured: Measured): boolean {
  return historiesOf(plan, '', measured).every((history, index) => isEnough(plan.pasts[index]!, history))
}

export type Basis = {
  kind: 'own_history' | 'wider_history' | 'straight_line' | 'complete'
  name: string
  periods: number
  share: number
  low: number
  high: number
  sentence: string
}

/** Where a row should be, from its quotas and the first histories that are long enough: own, then wider. */
export function shouldBeOf(of: {
  plan: Plan
  measured: Measured
  own: string
  histories: readonly (readonly History[])[]
  quota: number
}): { should: ShouldBe; basis: Basis } | null {
  const { plan, measured } = of
  if (measured.quotas.some(quota => quota === null)) return null
  const paces = plan.pasts.map((past, index) =>
    paceOf(
      past,
      of.histories.map(list => list[index]!),
    ),
  )
  const quotas = measured.quotas.map(quota => minor(quota!))
  const cuts = plan.cuts.map(({ before, by }, index) => ({
    quota: quotas[plan.whole.length + index]!,
    before: before === null ? null : paces[before]!,
    by: by === null ? null : paces[by]!,
  }))
  const whole = plan.whole.map((_, index) => ({ quota: quotas[index]!, before: null, by: null }))
  const should = shouldBeOver([...whole, ...cuts])
  return { should, basis: basisOf(plan, paces, of.own, { should, quota: of.quota }) }
}

function basisOf(
  plan: Plan,
  paces: readonly Pace[],
  own: string,
  { should, quota }: { should: ShouldBe; quota: number },
): Basis {
  const pace = paces.at(-1)
  const of = pace?.basis.kind === 'history' ? pace.basis.of : ''
  const alone = plan.whole.length === 0 && plan.cuts.length === 1 && plan.cuts[0]!.before === null
  return {
    kind: !pace ? 'complete' : of === '' ? 'straight_line' : of === own ? 'own_history' : 'wider_history',
    name: of,
    periods: pace?.periods ?? 0,
    share: alone && pace ? pace.share : should.amount / quota,
    low: should.low / quota,
    high: should.high / quota,
    sentence: alone && pace ? paceSentence(plan.pasts[0]!, pace) : sentenceOf(plan, paces),
  }
}

/** What several quotas rest on: those that are over, and what is usual of those that are cut. */
function sentenceOf(plan: Plan, paces: readonly Pace[]): string {
  const over = plan.whole.map(({ from, to }) => `from ${from} to ${to}`).join(' and ')
  const said = plan.cuts.map(({ period, from, before, by }) => {
    const ends = [
      ...(before === null ? [] : [saidOf(before, `before ${from}, which is left out`)]),
      ...(by === null ? [] : [saidOf(by, 'by this point')]),
    ]
    return `Of ${periodWords(period)} ${ends.join(', and ')}.`
  })
  return [
    ...(over === '' ? [] : [`The quotas ${over} count in full, for their ${plan.kind}s are over.`]),
    ...said,
  ].join(' ')

  function saidOf(index: number, when: string): string {
    const { how, rests } = paceSaid(plan.pasts[index]!, paces[index]!)
    return `${how} is billed ${when} (${rests})`
  }
}
