import type { EChartsCoreOption } from 'echarts/core'
import type { CustomSeriesRenderItemAPI } from 'echarts'
import { amountAxis, frame, nameAxis } from './frame.ts'
import type { Inks } from './ink.ts'

export type SpreadShown = { name: string; estimate: number; low: number; high: number }

/** Bars from nothing, each with the line of its interval: where that line begins at nothing, there may be nothing. */
export function spreadChart(of: {
  spreads: readonly SpreadShown[]
  inks: Inks
  write: (value: number) => string
  still: boolean
}): EChartsCoreOption {
  const { spreads, inks, write } = of
  return {
    ...frame({ inks, still: of.still, right: 24 }),
    xAxis: { ...amountAxis({ inks, write, lines: 4 }), min: 0 },
    yAxis: nameAxis({ inks, names: spreads.map(({ name }) => name), width: 130, line: true }),
    series: [
      {
        type: 'bar',
        barWidth: 14,
        data: spreads.map(({ estimate }) => estimate),
        itemStyle: { color: inks.actual },
      },
      {
        type: 'custom',
        silent: true,
        data: spreads.map(({ low, high }, index) => [low, high, index]),
        encode: { x: [0, 1], y: 2 },
        renderItem: (_: unknown, api: CustomSeriesRenderItemAPI) => whisker(api, inks),
      },
    ],
  }
}

function whisker(api: CustomSeriesRenderItemAPI, inks: Inks) {
  const [start, y] = api.coord([api.value(0), api.value(2)])
  const [end] = api.coord([api.value(1), api.value(2)])
  const line = (x1: number, y1: number, x2: number, y2: number) => ({
    type: 'line' as const,
    shape: { x1, y1, x2, y2 },
    style: { stroke: inks.ink, lineWidth: 1.5 },
  })
  return {
    type: 'group' as const,
    children: [
      line(start!, y!, end!, y!),
      line(start!, y! - 5, start!, y! + 5),
      line(end!, y! - 5, end!, y! + 5),
    ],
  }
}
