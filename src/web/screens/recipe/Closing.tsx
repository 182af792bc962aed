import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { EChartsCoreOption } from 'echarts/core'
import { useMemo } from 'react'
import { ChartFrame } from '#web/charts/ChartFrame.tsx'
import { chartText, type Inks } from '#web/charts/ink.ts'
import type { Format } from '#web/format.ts'
import { Facts } from '#web/parts/Facts.tsx'
import { Section } from '#web/parts/Page.tsx'
import { useFormat } from '#web/session.tsx'
import type { Recipe } from './words.ts'

type Closed = NonNullable<Recipe['closing']>

/** How deals are decided: whether quarters’ ends win more, and how long from creation to decision. */
export function Closing({ closing: { quarterEnd, lag } }: { closing: Closed }) {
  const format = useFormat()
  return (
    <Section title={t`How deals are decided`}>
      {quarterEnd ? <QuarterEnd of={quarterEnd} format={format} /> : null}
      {lag ? <Lag lag={lag} format={format} /> : null}
      {!quarterEnd && !lag && (
        <p className="note">
          <Trans>Fewer than ten deals are decided: too few to speak of a rate or of usual days.</Trans>
        </p>
      )}
    </Section>
  )
}

function QuarterEnd({ of, format }: { of: NonNullable<Closed['quarterEnd']>; format: Format }) {
  const { atEnd, before, difference, quarters } = of
  const points = (value: number) => format.decimal(value * 100)
  const [low, high] = [points(difference.low), points(difference.high)]
  return (
    <>
      <p>
        {difference.low > 0
          ? t`In the last month of a quarter more of the decided deals are won: ${points(difference.estimate)} points more (95 %: ${low} to ${high}).`
          : difference.high < 0
            ? t`In the last month of a quarter fewer of the decided deals are won: ${points(-difference.estimate)} points fewer.`
            : t`The last month of a quarter wins no more and no fewer than chance explains (95 %: ${low} to ${high} points).`}
      </p>
      <Facts
        facts={[
          {
            word: t`Won in last months`,
            value: format.percent(atEnd.estimate),
            note: t`${format.percent(atEnd.low)} to ${format.percent(atEnd.high)}; ${format.count(atEnd.of)} deals`,
          },
          {
            word: t`Won in other months`,
            value: format.percent(before.estimate),
            note: t`${format.percent(before.low)} to ${format.percent(before.high)}; ${format.count(before.of)} deals`,
          },
          { word: t`Quarters in which it held`, value: t`${quarters.higher} of ${quarters.of}` },
        ]}
      />
    </>
  )
}

function Lag({ lag, format }: { lag: NonNullable<Closed['lag']>; format: Format }) {
  const option = useMemo(() => (given: { inks: Inks; still: boolean }) => lagChart(lag, given), [lag])
  const days = (value: number) => format.whole(value)
  return (
    <ChartFrame
      finding={t`Half of the deals are decided within ${days(lag.middle)} days of their creation; the middle half takes ${days(lag.lower)} to ${days(lag.upper)}.`}
      fileName="days-to-decision"
      height={200}
      option={option}
      table={{
        head: [t`Days`, t`Deals`],
        rows: lag.fortnights.map((count, n) => [daysOf(n), count]),
      }}
      shown={value => (typeof value === 'number' ? format.count(value) : (value ?? ''))}
    />
  )
}

const daysOf = (n: number) => `${n * 14}–${n * 14 + 13}`

function lagChart(
  lag: NonNullable<Closed['lag']>,
  { inks, still }: { inks: Inks; still: boolean },
): EChartsCoreOption {
  const text = chartText(inks)
  return {
    animation: !still,
    textStyle: text,
    aria: { enabled: true },
    grid: { left: 4, right: 8, top: 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: lag.fortnights.map((_, n) => daysOf(n)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: inks.base } },
      axisLabel: { ...text, hideOverlap: true },
    },
    yAxis: { type: 'value', splitNumber: 3, splitLine: { lineStyle: { color: inks.rule } }, axisLabel: text },
    series: [{ type: 'bar', data: lag.fortnights, itemStyle: { color: inks.actual }, barCategoryGap: '15%' }],
  }
}
