import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemReturn } from 'echarts'
import type { EChartsCoreOption } from 'echarts/core'
import { billedBars, byPeriod, pointerBox } from './by-period.ts'
import { chartText, type Inks } from './ink.ts'

export type FanPoint = {
  label: string
  /** What was billed; so far, in the month under way. */
  actual: number | null
  /** Under way: billed in part, and its forecast told from the days so far. */
  open: boolean
  ahead: {
    mean: number
    low50: number
    high50: number
    low80: number
    high80: number
    low95: number
    high95: number
  } | null
}

/**
 * Bars for what was; for what is foreseen the open circle on its dashed whisker (80 %), in a box that holds every
 * second outcome and between thin ends that hold nineteen of twenty.
 */
export function fanChart(of: {
  points: readonly FanPoint[]
  names: Names
  /** What stands at the line between what was and what is foreseen. */
  border: readonly string[]
  inks: Inks
  write: (value: number) => string
  still: boolean
}): EChartsCoreOption {
  const { points, names, inks, write } = of
  return {
    ...byPeriod({ labels: points.map(point => point.label), inks, write, still: of.still }),
    tooltip: {
      ...pointerBox(inks),
      formatter: (asked: unknown) => told(points[placeOf(asked)], { names, write }),
    },
    series: [
      {
        name: names.actual,
        ...billedBars(points, inks),
      },
      {
        name: names.ahead,
        type: 'custom',
        data: points.flatMap(({ ahead }, at) =>
          ahead
            ? [
                [
                  at,
                  ahead.mean,
                  ahead.low50,
                  ahead.high50,
                  ahead.low80,
                  ahead.high80,
                  ahead.low95,
                  ahead.high95,
                ],
              ]
            : [],
        ),
        encode: { x: 0, y: [1, 6, 7] },
        renderItem: (_: unknown, api: CustomSeriesRenderItemAPI) => whisker(api, inks),
      },
      {
        type: 'custom',
        silent: true,
        data: [[points.findIndex(({ ahead }) => ahead !== null), 0]],
        encode: { x: 0, y: [] },
        renderItem: (place: { coordSys?: unknown }, api: CustomSeriesRenderItemAPI) =>
          borderLine(api, { at: place.coordSys as Box, words: of.border, inks }),
      },
    ],
  }
}

function placeOf(asked: unknown): number {
  const first: unknown = Array.isArray(asked) ? asked[0] : asked
  return (first as { dataIndex?: number; axisValue?: string } | undefined)?.dataIndex ?? 0
}

export type Names = { actual: string; soFar: string; ahead: string; range: string }

function told(point: FanPoint | undefined, of: { names: Names; write: (value: number) => string }): string {
  if (!point) return ''
  const { names, write } = of
  const lines = [point.label]
  if (point.actual !== null) lines.push(`${point.open ? names.soFar : names.actual} ${write(point.actual)}`)
  if (point.ahead) {
    lines.push(`${names.ahead} ${write(point.ahead.mean)}`)
    lines.push(`${names.range} ${write(point.ahead.low80)} – ${write(point.ahead.high80)}`)
  }
  return lines.join('<br>')
}

type Box = { x: number; y: number; width: number; height: number }

/** Left of it what was billed, right of it what is foreseen; and in a word what changes there. */
function borderLine(
  api: CustomSeriesRenderItemAPI,
  of: { at: Box; words: readonly string[]; inks: Inks },
): CustomSeriesRenderItemReturn {
  const { at, words, inks } = of
  const size = api.size?.([1, 0])
  const x = api.coord([api.value(0), 0])[0]! - (Array.isArray(size) ? size[0]! : 20) / 2
  return {
    type: 'group',
    children: [
      {
        type: 'line',
        shape: { x1: x, x2: x, y1: at.y, y2: at.y + at.height },
        style: { stroke: inks.quiet, lineWidth: 1, lineDash: [2, 3] },
      },
      {
        type: 'text',
        x: x - 6,
        y: at.y,
        style: {
          ...chartText(inks),
          fill: inks.quiet,
          text: words.join('\n'),
          align: 'right',
          lineHeight: 17,
        },
      },
    ],
  }
}

function whisker(api: CustomSeriesRenderItemAPI, inks: Inks): CustomSeriesRenderItemReturn {
  const at = api.value(0)
  const y = (dimension: number) => api.coord([at, api.value(dimension)])[1]!
  const x = api.coord([at, api.value(1)])[0]!
  const size = api.size?.([1, 0])
  const half = Math.min(9, (Array.isArray(size) ? size[0]! : 20) * 0.3)
  const stroke = { stroke: inks.ink, lineWidth: 1 }
  const across = (dimension: number) => ({
    type: 'line' as const,
    shape: { x1: x - half / 2, x2: x + half / 2, y1: y(dimension), y2: y(dimension) },
    style: { ...stroke, stroke: inks.base },
  })
  return {
    type: 'group',
    children: [
      {
        type: 'line',
        shape: { x1: x, x2: x, y1: y(6), y2: y(7) },
        style: { ...stroke, stroke: inks.base },
      },
      across(6),
      across(7),
      {
        type: 'rect',
        shape: { x: x - half, y: y(3), width: 2 * half, height: Math.max(1, y(2) - y(3)) },
        style: { fill: inks.beside, opacity: 0.55 },
      },
      {
        type: 'line',
        shape: { x1: x, x2: x, y1: y(4), y2: y(5) },
        style: { ...stroke, lineWidth: 1.5, lineDash: [3, 3] },
      },
      {
        type: 'circle',
        shape: { cx: x, cy: y(1), r: Math.min(3.5, half) },
        style: { fill: inks.paper, stroke: inks.ink, lineWidth: 1.5 },
      },
    ],
  }
}
