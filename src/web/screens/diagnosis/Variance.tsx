import type { people } from '#contract/diagnosis.ts'
import { plural, t } from '@lingui/core/macro'
import { useCallback, useMemo } from 'react'
import { ChartFrame } from '#web/charts/ChartFrame.tsx'
import type { Inks } from '#web/charts/ink.ts'
import { spreadChart, type SpreadShown } from '#web/charts/spread-chart.ts'
import type { Answer } from '#web/client.ts'
import { useFormat } from '#web/session.tsx'
import { nameOf } from '../figures/words.ts'

type People = Answer<typeof people>

/** How far attainments differ: by period, which all have in common, by person, and by what neither holds. */
export function Variance({ data, variance }: { data: People; variance: NonNullable<People['variance']> }) {
  const format = useFormat()
  const spreads = useMemo(
    (): SpreadShown[] =>
      [
        { name: t`Common: periods differ by`, ...variance.period },
        { name: t`Personal: people differ by`, ...variance.person },
        { name: t`Unexplained`, ...variance.residual },
      ].map(({ name, estimate, low, high }) => ({
        name,
        estimate: 100 * estimate,
        low: 100 * low,
        high: 100 * high,
      })),
    [variance],
  )
  const option = useCallback(
    ({ inks, still }: { inks: Inks; still: boolean }) =>
      spreadChart({ spreads, inks, write: format.count, still }),
    [spreads, format],
  )
  return (
    <div className="spread">
      <ChartFrame
        finding={findingOf(variance)}
        fileName={t`${nameOf(data.subject)} spread`}
        height={150}
        option={option}
        table={{
          head: [t`Points of attainment`, t`Estimate`, t`95 % from`, t`to`],
          rows: spreads.map(({ name, estimate, low, high }) => [name, estimate, low, high]),
        }}
        shown={value => (typeof value === 'number' ? format.decimal(value) : (value ?? ''))}
      />
      <p className="note">
        {t`Points of attainment, as standard deviations with 95 % intervals, over ${plural(data.periods, { one: '# period', other: '# periods' })}; unexplained at a quota of mean size.`}{' '}
        {variance.singular && singularSentence(variance)}
      </p>
    </div>
  )
}

function findingOf({ person, period, residual }: NonNullable<People['variance']>): string {
  const most = Math.max(person.estimate, period.estimate, residual.estimate)
  if (most === residual.estimate)
    return t`Most of what attainments differ by is neither people’s nor the periods’`
  return most === person.estimate
    ? t`Attainments differ most between people`
    : t`Attainments differ most between periods, which all have in common`
}

/** Nothing is an answer, and not a failure of the reckoning. */
function singularSentence({ person, period }: NonNullable<People['variance']>): string {
  if (person.estimate === 0 && period.estimate === 0)
    return t`Neither people nor periods differ by more than chance makes: zero is the answer for both.`
  return person.estimate === 0
    ? t`People do not differ by more than chance makes: zero is the answer.`
    : t`Periods do not differ by more than chance makes: zero is the answer.`
}
