import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemReturn } from 'echarts'
import type { EChartsCoreOption } from 'echarts/core'
import { frame, wordBox } from './frame.ts'
import { chartText, type Inks } from './ink.ts'

export type ReliabilityPoint = { foretold: number; came: number; low: number; high: number; count: number }

/** What was said against how often it came, with its interval: true chances lie on the dashed diagonal. */
export function reliabilityChart(of: {
  points: readonly ReliabilityPoint[]
  names: { foretold: string; came: string; deals: string }
  inks: Inks
  write: (share: number) => string
  still: boolean
}): EChartsCoreOption {
  const { points, names, inks, write } = of
  const text = chartText(inks)
  const axis = (name: string) => ({
    type: 'value',
    name,
    nameLocation: 'middle',
    nameGap: 34,
    nameTextStyle: text,
    min: 0,
    max: 1,
    interval: 0.25,
    splitLine: { lineStyle: { color: inks.rule } },
    axisLabel: { ...text, formatter: write },
  })
  return {
    ...frame({ inks, still: of.still }),
    grid: { left: 56, right: 24, top: 16, bottom: 52 },
    tooltip: {
      trigger: 'item',
      ...wordBox(inks),
      formatter: (asked: unknown) =>
        told(points[(asked as { dataIndex: number }).dataIndex], { names, write }),
    },
    xAxis: axis(names.foretold),
    yAxis: { ...axis(names.came), nameGap: 44 },
    series: [
      {
        type: 'custom',
        silent: true,
        data: [[0, 0]],
        renderItem: (_: unknown, api: CustomSeriesRenderItemAPI) => diagonal(api, inks),
      },
      {
        name: names.came,
        type: 'custom',
        data: points.map(point => [point.foretold, point.came, point.low, point.high]),
        encode: { x: 0, y: 1 },
        renderItem: (asked: { dataIndex: number }, api: CustomSeriesRenderItemAPI) =>
          whisker(api, { inks, count: points[asked.dataIndex]!.count }),
      },
    ],
  }
}

function told(
  point: ReliabilityPoint | undefined,
  {
    names,
    write,
  }: { names: { foretold: string; came: string; deals: string }; write: (share: number) => string },
): string {
  if (!point) return ''
  const { foretold, came, low, high, count } = point
  return `${names.foretold} ${write(foretold)}<br>${names.came} ${write(came)} (${write(low)} – ${write(high)})<br>${count} ${names.deals}`
}

function diagonal(api: CustomSeriesRenderItemAPI, inks: Inks): CustomSeriesRenderItemReturn {
  const [[x1, y1], [x2, y2]] = [api.coord([0, 0]), api.coord([1, 1])]
  return {
    type: 'line',
    shape: { x1: x1!, y1: y1!, x2: x2!, y2: y2! },
    style: { stroke: inks.base, lineWidth: 1, lineDash: [4, 4] },
  }
}

/** The group's share with its interval, and above it how many deals it holds. */
function whisker(
  api: CustomSeriesRenderItemAPI,
  { inks, count }: { inks: Inks; count: number },
): CustomSeriesRenderItemReturn {
  const place = (dimension: number) => api.coord([api.value(0), api.value(dimension)])
  const [x, y] = place(1)
  // on a phone they would lie on each other; the table has them
  const roomy = api.getWidth() > 500
  return {
    type: 'group',
    children: [
      {
        type: 'line',
        shape: { x1: x!, x2: x!, y1: place(2)[1]!, y2: place(3)[1]! },
        style: { stroke: inks.quiet, lineWidth: 1 },
      },
      {
        type: 'circle',
        shape: { cx: x!, cy: y!, r: 4 },
        style: { fill: inks.paper, stroke: inks.ink, lineWidth: 1.5 },
      },
      {
        type: 'text',
        style: {
          text: roomy ? String(count) : '',
          x: x!,
          y: place(3)[1]! - 4,
          align: 'center',
          verticalAlign: 'bottom',
          fill: inks.quiet,
          fontSize: 10,
        },
      },
    ],
  }
}
