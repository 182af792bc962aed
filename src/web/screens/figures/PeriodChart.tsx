import { series } from '#contract/figures.ts'
import { plural, t } from '@lingui/core/macro'
import { useCallback, useMemo } from 'react'
import { useAnswer } from '#web/asking.ts'
import { ChartFrame } from '#web/charts/ChartFrame.tsx'
import { type PeriodPoint, periodChart } from '#web/charts/period-chart.ts'
import type { Inks } from '#web/charts/ink.ts'
import type { Answer } from '#web/client.ts'
import type { Format } from '#web/format.ts'
import { Asked } from '#web/parts/states.tsx'
import { useFormat } from '#web/session.tsx'
import type { Narrowing } from './NumberDrawer.tsx'
import { periodKindWord, periodTitle } from './words.ts'

type Kind = 'month' | 'quarter' | 'year'

/** Billed revenue period by period, with the quota of each where there is one. */
export function PeriodChart(of: { subject: string; kind: Kind; narrowing?: Narrowing; withQuota?: boolean }) {
  const { subject, kind, narrowing = {}, withQuota = true } = of
  const figures = withQuota ? ['billed_revenue', 'quota', 'gap'] : ['billed_revenue']
  const answer = useAnswer(series, {
    query: {
      subject,
      period: kind,
      count: kind === 'month' ? 13 : kind === 'quarter' ? 12 : 6,
      figures,
      ...narrowing,
    },
  })
  return (
    <Asked of={answer}>
      {data => {
        // whoever came later, or buys since later, begins there and not with empty years
        const began = data.points.findIndex(({ values }) =>
          [values.billed_revenue?.value, values.quota?.value].some(value => !!value),
        )
        if (began < 0) return <p className="note">{nothing(kind, data.points.length)}</p>
        return <Drawn data={data} points={data.points.slice(began)} kind={kind} />
      }}
    </Asked>
  )
}

type Series = Answer<typeof series>

function Drawn({ data, points: told, kind }: { data: Series; points: Series['points']; kind: Kind }) {
  const format = useFormat()
  const points = useMemo(
    () =>
      told.map(({ period, values }): PeriodPoint => {
        const major = (minor: number | null | undefined) =>
          typeof minor === 'number' ? format.major(minor) : null
        const [billed, quota, gap] = [values.billed_revenue, values.quota, values.gap].map(
          cell => cell?.value ?? null,
        )
        // only the billing of those with a quota counts towards it
        const counted = typeof quota === 'number' && typeof gap === 'number' ? quota - gap : billed
        return {
          label: periodTitle(period, format),
          actual: major(counted),
          beyond: major(typeof billed === 'number' && typeof counted === 'number' ? billed - counted : null),
          goal: major(quota),
          open: period.incomplete,
        }
      }),
    [told, format],
  )
  const hasGoal = points.some(point => point.goal !== null)
  const hasRest = points.some(point => (point.beyond ?? 0) !== 0)
  const option = useCallback(
    ({ inks, still }: { inks: Inks; still: boolean }) =>
      periodChart({
        points,
        names: {
          actual: hasRest ? t`Billed with a quota` : t`Billed`,
          beyond: hasRest ? t`Billed without one` : null,
          goal: hasGoal ? t`Quota` : null,
        },
        inks,
        write: format.axis,
        still,
      }),
    [points, hasGoal, hasRest, format],
  )
  return (
    <ChartFrame
      finding={finding({ points, told, kind, hasGoal, format })}
      fileName={t`${data.subject.name} by ${periodKindWord(kind)}`}
      option={option}
      table={{
        head: [
          t`Period`,
          t`Billed`,
          ...(hasRest ? [t`Of it with a quota`] : []),
          ...(hasGoal ? [t`Quota`] : []),
        ],
        rows: points.map(({ label, open, actual, beyond, goal }) => [
          open ? t`${label} (under way)` : label,
          actual === null ? null : actual + (beyond ?? 0),
          ...(hasRest ? [actual] : []),
          ...(hasGoal ? [goal] : []),
        ]),
      }}
      shown={value => (typeof value === 'number' ? format.whole(value) : (value ?? '–'))}
    />
  )
}

/** The title of a chart is what it shows. */
function finding(of: {
  points: readonly PeriodPoint[]
  told: Series['points']
  kind: Kind
  hasGoal: boolean
  format: Format
}): string {
  const { points, told, kind, hasGoal, format } = of

  const over = points.filter(point => !point.open && point.actual !== null)
  if (over.length === 0)
    return {
      month: t`No complete month yet`,
      quarter: t`No complete quarter yet`,
      year: t`No complete year yet`,
    }[kind]
  if (hasGoal) {
    const judged = over.filter(point => point.goal !== null)
    const met = judged.filter(point => (point.actual ?? 0) >= (point.goal ?? 0)).length
    if (judged.length > 0) return reached(kind, met === 0 ? t`none` : String(met), judged.length)
  }
  const best = over.reduce((a, b) => (billedIn(b) > billedIn(a) ? b : a))
  const days = told[points.indexOf(best)]?.period
  // a month's name says its days
  const when =
    days && kind !== 'month'
      ? t`${best.label} (${format.day(days.from)} to ${format.day(days.to)})`
      : best.label
  const amount = format.axis(billedIn(best))
  return {
    month: t`The best month of these was ${when}, with ${amount}`,
    quarter: t`The best quarter of these was ${when}, with ${amount}`,
    year: t`The best year of these was ${when}, with ${amount}`,
  }[kind]
}

function reached(kind: Kind, met: string, all: number): string {
  return {
    month: t`The quota was reached in ${met} of ${plural(all, { one: '# complete month', other: '# complete months' })}`,
    quarter: t`The quota was reached in ${met} of ${plural(all, { one: '# complete quarter', other: '# complete quarters' })}`,
    year: t`The quota was reached in ${met} of ${plural(all, { one: '# complete year', other: '# complete years' })}`,
  }[kind]
}

function nothing(kind: Kind, count: number): string {
  return {
    month: t`Nothing was billed in the last ${plural(count, { one: 'month', other: '# months' })}.`,
    quarter: t`Nothing was billed in the last ${plural(count, { one: 'quarter', other: '# quarters' })}.`,
    year: t`Nothing was billed in the last ${plural(count, { one: 'year', other: '# years' })}.`,
  }[kind]
}

const billedIn = ({ actual, beyond }: PeriodPoint) => (actual ?? 0) + (beyond ?? 0)
