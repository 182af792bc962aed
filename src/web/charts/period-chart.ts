import type { EChartsCoreOption } from 'echarts/core'
import type { CustomSeriesRenderItemAPI } from 'echarts'
import { chartFont, type Inks } from './ink.ts'

export type PeriodPoint = {
  label: string
  actual: number | null
  /** What was billed besides, and does not count towards the goal; stands paler on top. */
  beyond: number | null
  goal: number | null
  open: boolean
}

/** Bars for what was, a tick for what was promised; the period under way is drawn open. */
export function periodChart(of: {
  points: readonly PeriodPoint[]
  names: { actual: string; beyond: string | null; goal: string | null }
  inks: Inks
  write: (value: number) => string
  still: boolean
}): EChartsCoreOption {
  const { points, names, inks, write } = of
  const text = { fontFamily: chartFont, fontSize: 13, color: inks.quiet }
  return {
    animation: !of.still,
    animationDuration: 250,
    textStyle: text,
    aria: { enabled: true },
    grid: { left: 4, right: 8, top: 16, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'none' },
      backgroundColor: inks.paper,
      borderColor: inks.base,
      borderRadius: 2,
      textStyle: { ...text, color: inks.ink },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? write(value) : '–'),
    },
    xAxis: {
      type: 'category',
      data: points.map(point => point.label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: inks.base } },
      axisLabel: { ...text, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      splitLine: { lineStyle: { color: inks.rule } },
      axisLabel: { ...text, formatter: write },
    },
    series: [
      {
        name: names.actual,
        type: 'bar',
        stack: 'billed',
        barCategoryGap: '40%',
        data: points.map(point => ({
          value: point.actual,
          itemStyle: point.open
            ? { color: inks.actualSoft, borderColor: inks.actual, borderWidth: 1 }
            : { color: inks.actual },
        })),
      },
      ...(names.beyond === null
        ? []
        : [
            {
              name: names.beyond,
              type: 'bar',
              stack: 'billed',
              data: points.map(point => point.beyond),
              itemStyle: { color: inks.beside },
            },
          ]),
      ...(names.goal === null
        ? []
        : [
            {
              name: names.goal,
              type: 'custom',
              data: points.map((point, index) => [index, point.goal]),
              encode: { x: 0, y: 1, tooltip: 1 },
              renderItem: (_: unknown, api: CustomSeriesRenderItemAPI) => tick(api, inks),
            },
          ]),
    ],
  }
}

function tick(api: CustomSeriesRenderItemAPI, inks: Inks) {
  const value = api.value(1)
  if (typeof value !== 'number' || Number.isNaN(value)) return
  const [x, y] = api.coord([api.value(0), value])
  const size = api.size?.([1, 0])
  const half = (Array.isArray(size) ? size[0]! : 20) * 0.36
  return {
    type: 'line' as const,
    shape: { x1: x! - half, x2: x! + half, y1: y!, y2: y! },
    style: { stroke: inks.ink, lineWidth: 2 },
  }
}
