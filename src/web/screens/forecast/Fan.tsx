import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { ChartFrame } from '#web/charts/ChartFrame.tsx'
import { fanChart, type FanPoint } from '#web/charts/fan-chart.ts'
import type { Inks } from '#web/charts/ink.ts'
import type { Format } from '#web/format.ts'
import { Section } from '#web/parts/Page.tsx'
import { Legend } from '#web/parts/Sign.tsx'
import { useFormat } from '#web/session.tsx'
import { between, type Published } from './words.ts'

/** The past as it was billed, month by month, and twelve months as they are foreseen, ranges drawn. */
export function Fan({ forecast, name, subject }: { forecast: Published; name: string; subject: string }) {
  const format = useFormat()
  const points = useMemo((): FanPoint[] => {
    const major = format.major
    const label = (day: string) => format.monthOf(day)
    return [
      ...forecast.history
        .slice(-24)
        .map(({ to, net }) => ({ label: label(to), actual: major(net), open: false, ahead: null })),
      ...forecast.months.map(month => ({
        label: label(month.to),
        actual: month.soFar > 0 ? major(month.soFar) : null,
        open: month.soFar > 0,
        ahead: {
          mean: major(month.mean),
          low50: major(month.low50),
          high50: major(month.high50),
          low80: major(month.low80),
          high80: major(month.high80),
          low95: major(month.low95),
          high95: major(month.high95),
        },
      })),
    ]
  }, [forecast, format])
  const option = useCallback(
    ({ inks, still }: { inks: Inks; still: boolean }) =>
      fanChart({
        points,
        names: { actual: t`Billed`, soFar: t`Billed so far`, ahead: t`Foreseen`, range: t`Four of five` },
        border: borderWords(forecast, format),
        inks,
        write: format.axis,
        still,
      }),
    [points, forecast, format],
  )
  const next = forecast.months[0]!
  const billed = [...forecast.history.slice(-24), ...forecast.months.filter(({ soFar }) => soFar > 0)]
  return (
    <Section title={t`Month by month`}>
      <ChartFrame
        finding={t`${format.monthOf(next.to)} is expected at ${format.short(next.mean)}, ${between(next, format)}`}
        fileName={t`Forecast of ${name}`}
        height={300}
        option={option}
        table={{
          head: [t`Month`, t`Billed`, t`Foreseen`, t`80 % from`, t`80 % to`, t`95 % from`, t`95 % to`],
          rows: points.map(({ label, actual, open, ahead }) => [
            open ? t`${label}, under way` : label,
            actual,
            ahead?.mean ?? null,
            ahead?.low80 ?? null,
            ahead?.high80 ?? null,
            ahead?.low95 ?? null,
            ahead?.high95 ?? null,
          ]),
        }}
        opens={(row, words) => {
          const month = billed[row]
          if (!month) return words
          return (
            <Link to="/ledger" search={{ subject, from: month.from, to: month.to }}>
              {words}
            </Link>
          )
        }}
        shown={value => (typeof value === 'number' ? format.whole(value) : (value ?? '–'))}
      />
      <Legend
        words={{
          actual: t`billed`,
          forecast: t`foreseen; the dashes hold four outcomes of five, the box every second, the thin ends nineteen of twenty`,
        }}
      />
      {next.soFar > 0 && (
        <p className="note">
          {t`${format.monthOf(next.to)} is under way: ${format.short(next.soFar)} of it are billed (the open bar), and what is foreseen of it is told from its days so far and the forecast together.`}
        </p>
      )}
      {forecast.step && (
        <p className="note">
          {t`The past is drawn by the line of each day, the forecast by the line of ${format.day(forecast.lineOn)}: the last twelve months are ${format.short(forecast.step.ofTheDay)} by the one and ${format.short(forecast.step.ofTheOrigin)} by the other, so between the two there is a step.`}
        </p>
      )}
    </Section>
  )
}

/** As of which day; and where the line of that day differs from the line of each day, by how much the past moves. */
function borderWords({ origin, step }: Published, format: Format): string[] {
  const asOf = t`as of ${format.dayShort(origin)}`
  if (!step || step.ofTheDay <= 0) return [asOf]
  return [asOf, t`step ${format.change(step.ofTheOrigin, step.ofTheDay) ?? ''}`]
}
