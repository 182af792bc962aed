import { t } from '@lingui/core/macro'
import type { EChartsCoreOption } from 'echarts/core'
import type { CustomSeriesRenderItemAPI } from 'echarts'
import { useMemo } from 'react'
import { ChartFrame } from '#web/charts/ChartFrame.tsx'
import { chartText, type Inks } from '#web/charts/ink.ts'
import type { Format } from '#web/format.ts'
import { useFormat } from '#web/session.tsx'
import { type Found, signed } from './words.ts'

/** The effect by months since it began: a dot with its 95 % range each, before the beginning paler. */
export function EventStudy({ found }: { found: Found }) {
  const format = useFormat()
  const option = useMemo(
    () => (given: { inks: Inks; still: boolean }) => eventStudy(found, format, given),
    [found, format],
  )
  return (
    <ChartFrame
      finding={t`Difference to those not reached, by months since it began; paler: before it`}
      fileName="event-study"
      option={option}
      table={{
        head: [t`Months since`, t`Difference`, t`Low`, t`High`],
        rows: found.since.map(({ since, estimate, low, high }) => [since, estimate, low, high]),
      }}
      shown={(value, column) =>
        typeof value !== 'number' ? '' : column === 0 ? format.whole(value) : signed(value, format)
      }
    />
  )
}

function eventStudy(
  { since }: Found,
  format: Format,
  { inks, still }: { inks: Inks; still: boolean },
): EChartsCoreOption {
  const text = chartText(inks)
  const points = since.map(({ since: at, estimate, low, high }) => [format.whole(at), estimate, low, high])
  return {
    animation: !still,
    textStyle: text,
    aria: { enabled: true },
    grid: {
      left: 4,
      right: 12,
      top: 16,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'none' },
      backgroundColor: inks.paper,
      borderColor: inks.base,
      borderRadius: 2,
      textStyle: { ...text, color: inks.ink },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? signed(value, format) : ''),
    },
    xAxis: {
      type: 'category',
      data: since.map(({ since: at }) => format.whole(at)),
      axisTick: { show: false },
      axisLine: { onZero: true, lineStyle: { color: inks.base } },
      axisLabel: { ...text, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      splitLine: { lineStyle: { color: inks.rule } },
      axisLabel: { ...text, formatter: format.axisPercent },
    },
    series: [
      {
        name: t`Difference`,
        type: 'custom',
        data: points,
        encode: { x: 0, y: [1, 2, 3], tooltip: [1, 2, 3] },
        renderItem: (_: unknown, api: CustomSeriesRenderItemAPI) =>
          dotWithRange(api, Number(since[Number(api.value(0))]?.since ?? 0) < 0 ? inks.quiet : inks.actual),
      },
    ],
  }
}

function dotWithRange(api: CustomSeriesRenderItemAPI, ink: string) {
  const at = (value: number) => api.coord([api.value(0), api.value(value)]) as [number, number]
  const [x, y] = at(1)
  const [, low] = at(2)
  const [, high] = at(3)
  const line = { stroke: ink, lineWidth: 1.5 }
  return {
    type: 'group' as const,
    children: [
      { type: 'line' as const, shape: { x1: x, x2: x, y1: low, y2: high }, style: line },
      { type: 'line' as const, shape: { x1: x - 4, x2: x + 4, y1: low, y2: low }, style: line },
      { type: 'line' as const, shape: { x1: x - 4, x2: x + 4, y1: high, y2: high }, style: line },
      { type: 'circle' as const, shape: { cx: x, cy: y, r: 4 }, style: { fill: ink } },
    ],
  }
}
