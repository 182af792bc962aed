import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemReturn } from 'echarts'
import type { EChartsCoreOption } from 'echarts/core'
import { chartText, type Inks } from './ink.ts'

export type FlowBox = {
  readonly name: string
  /** How long its bar is; the parts, in order, sum to it. */
  readonly size: number
  readonly parts: readonly { readonly size: number; readonly ink: keyof Inks; readonly hollow?: boolean }[]
  /** Beside the name, at the other end. */
  readonly told: string
  /** Under the bar, in quiet type. */
  readonly under: string
}
/** From one box to another, by their places; upwards is back. */
export type FlowArc = { readonly from: number; readonly to: number; readonly times: number }

const rowHeight = 92
const bar = { top: 26, height: 20 }
/** The share of the width left beside the bars for the arcs, and its bounds in pixels. */
const gutter = { share: 0.16, least: 42, most: 120 }
const thickest = 9

export const flowHeight = (boxes: number): number => boxes * rowHeight

/**
 * Boxes one under the other, each a bar as long as it is large and cut by what became of it. What goes on runs down
 * on the right, what goes back runs up on the left, each as thick as it is frequent.
 */
export function flowChart(of: {
  boxes: readonly FlowBox[]
  arcs: readonly FlowArc[]
  inks: Inks
  count: (value: number) => string
  still: boolean
}): EChartsCoreOption {
  return {
    animation: !of.still,
    aria: { enabled: true },
    // one item that draws all of it: nothing of it lies on an axis
    grid: { left: 0, right: 0, top: 0, bottom: 0 },
    xAxis: { show: false, min: 0, max: 1 },
    yAxis: { show: false, min: 0, max: 1 },
    series: [
      {
        type: 'custom',
        silent: true,
        data: [[0, 0]],
        renderItem: (_: unknown, api: CustomSeriesRenderItemAPI) => drawn(of, api.getWidth()),
      },
    ],
  }
}

type Drawn = Parameters<typeof flowChart>[0]
type Shape = NonNullable<CustomSeriesRenderItemReturn>

function drawn(of: Drawn, width: number): Shape {
  const side = Math.min(gutter.most, Math.max(gutter.least, width * gutter.share))
  const [left, right] = [side, width - side]
  const largest = Math.max(1, ...of.boxes.map(({ size }) => size))
  const most = Math.max(1, ...of.arcs.map(({ times }) => times))
  const furthest = Math.max(1, ...of.arcs.map(({ from, to }) => Math.abs(to - from)))
  const arcs = of.arcs.flatMap(one => {
    const on = one.to > one.from
    const far = (Math.abs(one.to - one.from) - 1) / Math.max(1, furthest - 1)
    const reach = (side - 24) * (0.4 + 0.6 * far)
    return arc({
      x: on ? right + 4 : left - 4,
      reach: on ? reach : -reach,
      // what leaves a bar leaves it below its middle, what comes to it comes above
      from: middle(one.from) + (on ? 5 : -5),
      to: middle(one.to) + (on ? -5 : 5),
      thick: 1 + ((thickest - 1) * one.times) / most,
      ink: on ? of.inks.actual : of.inks.slip,
      dashed: !on,
      label: of.count(one.times),
      inks: of.inks,
    })
  })
  const boxes = of.boxes.flatMap((box, at) => boxed(box, { at, left, right, largest, inks: of.inks }))
  return { type: 'group', children: [...arcs, ...boxes] } as Shape
}

const middle = (at: number) => at * rowHeight + bar.top + bar.height / 2

function boxed(
  box: FlowBox,
  of: { at: number; left: number; right: number; largest: number; inks: Inks },
): object[] {
  const { left, right, inks } = of
  const top = of.at * rowHeight
  const scale = (right - left) / of.largest
  const type = chartText(inks)
  let x = left
  const parts = box.parts.flatMap(({ size, ink, hollow }) => {
    const from = x
    x += size * scale
    if (size === 0) return []
    const style = hollow ? { fill: inks.paper, stroke: inks[ink], lineWidth: 1.5 } : { fill: inks[ink] }
    const inset = hollow ? 0.75 : 0
    const shape = {
      x: from + inset,
      y: top + bar.top + inset,
      width: Math.max(1, x - from - 1 - 2 * inset),
      height: bar.height - 2 * inset,
    }
    return [{ type: 'rect', shape, style }]
  })
  const written = (text: string, more: object) => ({
    type: 'text',
    style: { text, fontFamily: type.fontFamily, fontSize: type.fontSize, fill: inks.quiet, ...more },
  })
  return [
    written(box.name, { x: left, y: top + 4, fill: inks.ink, fontWeight: 600, fontSize: 14 }),
    written(box.told, { x: right, y: top + 4, textAlign: 'right', fill: inks.ink }),
    ...parts,
    written(box.under, {
      x: left,
      y: top + bar.top + bar.height + 5,
      width: right - left,
      overflow: 'break',
      lineHeight: 16,
    }),
  ]
}

function arc(of: {
  x: number
  reach: number
  from: number
  to: number
  thick: number
  ink: string
  dashed: boolean
  label: string
  inks: Inks
}): object[] {
  const { x, reach, from, to, ink } = of
  const far = x + reach / 0.75
  const point = reach > 0 ? 7 : -7
  const type = chartText(of.inks)
  return [
    {
      type: 'bezierCurve',
      shape: { x1: x, y1: from, cpx1: far, cpy1: from, cpx2: far, cpy2: to, x2: x + point, y2: to },
      style: {
        fill: 'none',
        stroke: ink,
        lineWidth: of.thick,
        opacity: 0.75,
        ...(of.dashed && { lineDash: [5, 3] }),
      },
    },
    {
      type: 'polygon',
      shape: {
        points: [
          [x, to],
          [x + point, to - 5],
          [x + point, to + 5],
        ],
      },
      style: { fill: ink },
    },
    {
      type: 'text',
      style: {
        text: of.label,
        x: x + reach + (reach > 0 ? 5 : -5),
        y: (from + to) / 2,
        textAlign: reach > 0 ? 'left' : 'right',
        textVerticalAlign: 'middle',
        fontFamily: type.fontFamily,
        fontSize: 12,
        fill: of.inks.ink,
        backgroundColor: of.inks.paper,
        padding: [1, 2],
      },
    },
  ]
}
