import { series } from '#contract/figures.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { asking } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { Bars } from '#web/parts/Bars.tsx'
import { useFormat } from '#web/session.tsx'
import { nameOf, periodTitle } from './words.ts'
import './scorecard.css'

type Series = Answer<typeof series>
const counts = { month: 13, quarter: 12, year: 5 } as const
export type Kind = keyof typeof counts
type Whose = { subject: string; name: string }

/** One small chart for each, on one scale. Their names stand before their bars are known, so that nothing jumps. */
export function Multiples(of: { whose: readonly Whose[]; figure: string; unit: string; kind: Kind }) {
  const { whose, figure, unit, kind } = of
  const format = useFormat()
  const figures = figure === 'billed_revenue' ? [figure, 'quota'] : [figure]
  const asked = useQueries({
    queries: whose.map(({ subject }) =>
      asking(series, { query: { subject, figures, period: kind, count: counts[kind] } }),
    ),
  })
  // a scale that grew with each answer would move all bars drawn before it
  const settled = asked.every(one => !one.isPending)
  const value = (point: Series['points'][number], key: string) => point.values[key]?.value ?? null
  const values = asked.flatMap(
    one => one.data?.points.flatMap(point => figures.map(key => value(point, key) ?? 0)) ?? [],
  )
  const [scale, low] = [Math.max(...values, 0), Math.min(...values, 0)]
  const written = (amount: number | null) => (amount === null ? '–' : format.figure(amount, unit, 'short'))
  if (settled && scale === 0 && low === 0)
    return (
      <p className="note">
        <Trans>There is nothing to draw yet.</Trans>
      </p>
    )
  return (
    <>
      <ul className="multiples" aria-busy={!settled}>
        {whose.map(({ subject, name }, index) => {
          const points = asked[index]?.data?.points
          const last = points?.at(-1)
          const title = nameOf({ subject, name })
          return (
            <li key={subject}>
              <div className="multiple-head">
                <Link to="/figures" search={{ subject }}>
                  {title}
                </Link>
                <span className="number">{settled && last && written(value(last, figure))}</span>
              </div>
              {settled && points ? (
                <Bars
                  label={`${title}: ${points.map(point => `${periodTitle(point.period, format)} ${written(value(point, figure))}`).join(', ')}`}
                  scale={scale}
                  low={low}
                  height={64}
                  bars={points.map(point => ({
                    key: point.period.from,
                    label: `${periodTitle(point.period, format)}: ${written(value(point, figure))}`,
                    value: value(point, figure),
                    goal: figure === 'billed_revenue' ? value(point, 'quota') : null,
                    open: point.period.incomplete,
                  }))}
                />
              ) : (
                <div className="multiple-wait">
                  {settled && t`This one did not arrive. Load the page again.`}
                </div>
              )}
              <div className="multiple-foot">
                <span>{settled && points?.[0] && periodTitle(points[0].period, format)}</span>
                <span>
                  {settled && last && underWay(periodTitle(last.period, format), last.period.incomplete)}
                </span>
              </div>
            </li>
          )
        })}
      </ul>
      <p className="note">
        {settled ? t`One scale, up to ${written(scale)}.` : t`One scale for all.`}
        {figure === 'billed_revenue' && ` ${t`The tick over a bar is its quota.`}`}{' '}
        <Trans>A pale bar is the period under way.</Trans>
      </p>
    </>
  )
}

const underWay = (title: string, is: boolean) => (is ? t`${title}, under way` : title)
