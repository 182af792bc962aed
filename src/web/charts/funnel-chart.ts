import type { EChartsCoreOption } from 'echarts/core'
import { amountAxis, frame, wordBox } from './frame.ts'
import { chartText, type Inks } from './ink.ts'

export type FunnelShown = {
  centre: number
  points: readonly { name: string; quota: number; attainment: number; adjusted: number; named: boolean }[]
  limits: readonly { quota: number; usual: number; far: number }[]
}

/** What is judged, by size of quota, with the limits that chance and the usual spread of people explain. */
export function funnelChart(of: {
  funnel: FunnelShown
  inks: Inks
  money: (value: number) => string
  percent: (value: number) => string
  told: (point: FunnelShown['points'][number]) => string
  still: boolean
}): EChartsCoreOption {
  const { inks, money, percent, funnel } = of
  const text = chartText(inks)
  const edge = (of_: (at: FunnelShown['limits'][number]) => number, dashed: boolean) => ({
    type: 'line',
    symbol: 'none',
    silent: true,
    data: funnel.limits.map(at => [at.quota, funnel.centre + of_(at)]),
    lineStyle: { color: inks.base, width: 1, type: dashed ? 'dashed' : 'solid' },
  })
  return {
    ...frame({ inks, still: of.still, top: 16, right: 24 }),
    tooltip: {
      trigger: 'item',
      ...wordBox(inks),
      formatter: (at: { dataIndex: number }) => of.told(funnel.points[at.dataIndex]!),
    },
    xAxis: {
      type: 'log',
      min: 'dataMin',
      max: 'dataMax',
      splitLine: { show: false },
      axisLine: { lineStyle: { color: inks.base } },
      axisLabel: { ...text, formatter: money, hideOverlap: true },
    },
    yAxis: { ...amountAxis({ inks, write: percent, lines: 4 }), scale: true },
    series: [
      edge(at => at.far, true),
      edge(at => -at.far, true),
      edge(at => at.usual, false),
      edge(at => -at.usual, false),
      edge(() => 0, true),
      {
        type: 'scatter',
        symbolSize: 9,
        data: funnel.points.map(({ name, quota, adjusted, named }) => ({
          name,
          value: [quota, adjusted],
          itemStyle: { color: named ? inks.bad : inks.actual },
          label: named
            ? { ...text, show: true, formatter: name, position: 'right', color: inks.ink }
            : { show: false },
        })),
      },
    ],
  }
}
