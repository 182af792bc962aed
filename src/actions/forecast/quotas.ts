import type { Context } from '../action.ts'
import { addDays, type Day, type Period, periodAt } from '#core/calendar/index.ts'
import { oddsOf } from '#core/forecast/house/index.ts'
import { foretoldOf } from '#db/diagnosis/expectation.ts'
import type { ForecastRow } from '#db/forecast/read.ts'
import { type QuotaRow, standingSums } from '#db/targets.ts'
import { calendarOf } from '../asked/calendar.ts'
import type { Subject } from './subject.ts'

/**
 * Whether quotas will be made: what those who carry one billed in the months that are over, and what the forecast
 * expects of the same people in the others. The house, and whoever has no quota, count on neither side.
 */
export async function quotasOf(context: Context, of: { subject: Subject; forecast: ForecastRow }) {
  const { subject, forecast } = of
  const first = forecast.ahead[0]!.from as Day
  const periods = underWay((await calendarOf(context.db, context.actor.today)).periods, first)
  const sums = await soldBefore(context, { subject, periods, first })
  const told = periods.map((period, at) => ({ period, sum: sums.find(({ range }) => range === at) }))
  const shown = []
  for (const { period, sum } of told) if (sum) shown.push(...(await quotaOf(context, { ...of, period, sum })))
  return shown
}

/** The quarter that the first month ahead lies in, the next one, and the year. */
function underWay(periods: readonly Period[], first: Day): Period[] {
  const quarter = periodAt(periods, 'quarter', first)
  const next = quarter && periodAt(periods, 'quarter', addDays(quarter.to, 1))
  return [quarter, next, periodAt(periods, 'year', first)].flatMap(period => period ?? [])
}

/** Quotas of the periods, and what was billed against them before the first month ahead. */
async function soldBefore(
  { db }: Context,
  of: { subject: Subject; periods: readonly Period[]; first: Day },
): Promise<QuotaRow[]> {
  const { subject, periods, first } = of
  const { quotas } = await standingSums(db, {
    whose: subject.kind === 'person' ? { people: [subject.id] } : { team: subject.id },
    by: 'none',
    root: null,
    ranges: [],
    quotas: periods.map(({ from, to }) => ({ range: { from, to }, until: addDays(first, -1) })),
  })
  return quotas.filter(({ quota }) => quota > 0)
}

/** Nothing of a period that reaches beyond the forecast, or of people whom it does not know. */
async function quotaOf(
  { db }: Context,
  of: { subject: Subject; forecast: ForecastRow; period: Period; sum: QuotaRow },
) {
  const { subject, forecast, period, sum } = of
  const { ahead, id, origin, replayed } = forecast
  const starts = ahead.findIndex(({ from }) => from === period.from)
  const toH = ahead.findIndex(({ to }) => to === period.to) + 1
  if (toH === 0) return []
  const fromH = Math.max(starts, 0) + 1
  const foretold = await foretoldOf(db, {
    forecast: { id, origin: origin as Day, replayed, fromH, toH },
    whose: subject.kind === 'person' ? { person: subject.id } : { team: subject.id },
    period: { from: ahead[fromH - 1]!.from as Day, to: period.to },
  })
  if (!foretold) return []
  const { code, from, to } = period
  const billed = sum.netWithQuota
  const [mean, low80, high80, low95, high95] = [
    foretold.mean,
    foretold.low80,
    foretold.high80,
    foretold.low95,
    foretold.high95,
  ].map(amount => amount + billed) as [number, number, number, number, number]
  return [
    {
      period: { kind: period.kind as 'quarter' | 'year', code, from, to },
      quota: sum.quota,
      billed,
      expected: { mean, low80, high80, low95, high95 },
      gap: mean - sum.quota,
      odds: oddsOf(sum.quota, { mean, range80: [low80, high80], range95: [low95, high95] }),
      added: foretold.places > 1,
      unknown: foretold.unknown,
    },
  ]
}
