import type { EChartsCoreOption } from 'echarts/core'
import type { CustomSeriesRenderItemAPI } from 'echarts'
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
  const text = chartText(inks)
  return {
    animation: !of.still,
    animationDuration: 250,
    textStyle: text,
    aria: { enabled: true },
    grid: { left: 4, right: 64, top: 4, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'value',
      splitNumber: 3,
      splitLine: { lineStyle: { color: inks.rule } },
      axisLabel: { ...text, formatter: write, hideOverlap: true },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: stairs.map(stair => stair.name),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { ...text, color: inks.ink, width: 150, overflow: 'break', lineHeight: 14 },
    },
    series: [
      {
        type: 'custom',
        data: stairs.map(({ from, to }, index) => [from, to, index]),
        encode: { x: [0, 1], y: 2 },
        renderItem: (_: unknown, api: CustomSeriesRenderItemAPI) =>
          stairOf(api, { stairs, inks, write, text }),
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
    text: { fontFamily: string }
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
          font: `13px ${of.text.fontFamily}`,
        },
      },
    ],
  }
}
