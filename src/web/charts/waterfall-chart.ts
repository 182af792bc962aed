import type { EChartsCoreOption } from 'echarts/core'
import type { CustomSeriesRenderItemAPI } from 'echarts'
import { amountAxis, frame, nameAxis } from './frame.ts'
import { chartText, type Inks } from './ink.ts'

/** A bar from one amount to another; a whole one begins at nothing. */
export type Stair = { name: string; from: number; to: number; whole: boolean }

/** The way from one whole to another, read downwards: what took away, what gave, each beginning where the last ended. */
export function waterfallChart(of: {
  stairs: readonly Stair[]
  inks: Inks
  write: (value: number) => string
  still: boolean
}): EChartsCoreOption {
  const { stairs, inks, write } = of
  return {
    ...frame({ inks, still: of.still, right: 64 }),
    xAxis: amountAxis({ inks, write, lines: 3 }),
    yAxis: nameAxis({ inks, names: stairs.map(stair => stair.name), width: 150, line: false }),
    series: [
      {
        type: 'custom',
        data: stairs.map(({ from, to }, index) => [from, to, index]),
        encode: { x: [0, 1], y: 2 },
        renderItem: (_: unknown, api: CustomSeriesRenderItemAPI) =>
          stairOf(api, { stairs, inks, write, font: chartText(inks).fontFamily }),
      },
    ],
  }
}

function stairOf(
  api: CustomSeriesRenderItemAPI,
  of: {
    stairs: readonly Stair[]
    inks: Inks
    write: (value: number) => string
    font: string
  },
) {
  const { from, to, whole } = of.stairs[Number(api.value(2))]!
  const [start, y] = api.coord([from, api.value(2)])
  const [end] = api.coord([to, api.value(2)])
  const size = api.size?.([0, 1])
  const height = (Array.isArray(size) ? size[1]! : 24) * 0.62
  const [left, right] = [Math.min(start!, end!), Math.max(start!, end!)]
  const down = to < from
  const style = whole ? { fill: of.inks.actual } : down ? { fill: of.inks.bad } : { fill: of.inks.good }
  const amount = whole ? of.write(to) : `${down ? '' : '+'}${of.write(to - from)}`
  return {
    type: 'group' as const,
    children: [
      {
        type: 'rect' as const,
        shape: { x: left, y: y! - height / 2, width: Math.max(right - left, 1), height },
        style,
      },
      {
        type: 'text' as const,
        style: {
          text: amount,
          x: right + 4,
          y: y!,
          verticalAlign: 'middle' as const,
          fill: of.inks.quiet,
          font: `13px ${of.font}`,
        },
      },
    ],
  }
}
