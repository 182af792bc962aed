import type { EChartsCoreOption } from 'echarts/core'
import type { CustomSeriesRenderItemAPI } from 'echarts'
import { billedBars, byPeriod, pointerBox } from './by-period.ts'
import type { Inks } from './ink.ts'

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
  return {
    ...byPeriod({ labels: points.map(point => point.label), inks, write, still: of.still }),
    tooltip: {
      ...pointerBox(inks),
      valueFormatter: (value: unknown) => (typeof value === 'number' ? write(value) : '–'),
    },
    series: [
      {
        name: names.actual,
        stack: 'billed',
        ...billedBars(points, inks),
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
