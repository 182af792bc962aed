import type { Context } from '../action.ts'
import { type Period, type PeriodKind, type Range, yearBefore } from '#core/calendar/index.ts'
import type { Attained } from '#core/diagnosis/index.ts'
import { isLonger } from '#core/figures/index.ts'
import { type Minor, minor } from '#core/money/index.ts'
import { type QuotaRow, standingSums } from '#db/targets.ts'
import type { Question } from './question.ts'

/** More periods than these tell of another time. */
const atMost = 16

/** The periods that attainments are compared over, oldest first, the one asked about last: not shorter than quotas'. */
export function comparedPeriods({ asked, calendar, quotas }: Question): Period[] {
  const { kind } = asked.fiscal!
  return earlierOf(calendar, quotas.kind && isLonger(quotas.kind, kind) ? quotas.kind : kind, asked.range)
}

function earlierOf({ periods, ledgerFrom }: Question['calendar'], kind: PeriodKind, upTo: Range): Period[] {
  return periods
    .filter(p => p.kind === kind && p.from <= upTo.to && p.from >= ledgerFrom)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .slice(-atMost)
}

/** Quota and billing of each person in each period; the row's `range` is the period's place. */
export async function quotasByPerson(
  { db }: Context,
  { subject, asked }: Question,
  periods: readonly Period[],
): Promise<QuotaRow[]> {
  const { quotas } = await standingSums(db, {
    whose: subject.kind === 'person' ? { people: [subject.id] } : { team: subject.id },
    by: subject.kind === 'person' ? 'none' : 'person',
    root: null,
    ranges: [],
    quotas: periods.map(({ from, to }) => ({ range: { from, to }, until: asked.range.to })),
  })
  return quotas
}

/**
 * One attainment a person and period.
 * @param of.share  how much of the last period's quota counts while it is under way
 */
export function attainedOf(of: {
  rows: readonly QuotaRow[]
  periods: readonly Period[]
  share: number
}): Attained[] {
  const last = of.periods.length - 1
  return of.rows
    .filter(row => row.quota > 0)
    .map(row => {
      const quota = row.range === last ? row.quota * of.share : row.quota
      return {
        person: row.key,
        period: of.periods[row.range]!.code,
        quota,
        attainment: row.netWithQuota / quota,
      }
    })
}

/** Billing over that of a year before, of the periods before the last, where both are known. */
export function growthsOf(
  calendar: Question['calendar'],
  periods: readonly Period[],
  rows: readonly QuotaRow[],
): number[] {
  const nets = new Map<string, number>()
  for (const row of rows) {
    const { from } = periods[row.range]!
    nets.set(from, (nets.get(from) ?? 0) + row.netWithQuota)
  }
  return periods.slice(0, -1).flatMap(period => {
    const then = yearBefore(calendar.periods, period)
    const [is, was] = [nets.get(period.from), then && nets.get(then.from)]
    return is && was && is > 0 && was > 0 ? [is / was] : []
  })
}

/** What those who had a quota a year before billed then; null where the ledger, or quotas, do not reach back. */
export async function billedInReference(
  { db }: Context,
  { subject, reference }: Question,
): Promise<Minor | null> {
  if (!reference) return null
  const { quotas } = await standingSums(db, {
    whose: subject.kind === 'person' ? { people: [subject.id] } : { team: subject.id },
    by: 'none',
    root: null,
    ranges: [],
    quotas: [{ range: reference, until: reference.to }],
  })
  return quotas.length === 0 ? null : minor(quotas.reduce((sum, row) => sum + row.netWithQuota, 0))
}
