import { chartText, type Inks } from './ink.ts'

/** What charts of amounts by period have in common: periods below, amounts on the left, a box of words at the pointer. */
export function byPeriod(of: {
  labels: string[]
  inks: Inks
  write: (value: number) => string
  still: boolean
}) {
  const { inks } = of
  const text = chartText(inks)
  return {
    animation: !of.still,
    animationDuration: 250,
    textStyle: text,
    aria: { enabled: true },
    grid: { left: 4, right: 8, top: 16, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: of.labels,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: inks.base } },
      axisLabel: { ...text, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      splitLine: { lineStyle: { color: inks.rule } },
      axisLabel: { ...text, formatter: of.write },
    },
  } as const
}

/** The box at the pointer; what it says is the chart's own. */
export function pointerBox(inks: Inks) {
  return {
    trigger: 'axis',
    axisPointer: { type: 'none' },
    backgroundColor: inks.paper,
    borderColor: inks.base,
    borderRadius: 2,
    textStyle: { ...chartText(inks), color: inks.ink },
  } as const
}

/** Bars of what was billed; the period under way is drawn open. */
export function billedBars(points: readonly { actual: number | null; open: boolean }[], inks: Inks) {
  return {
    type: 'bar',
    barCategoryGap: '40%',
    data: points.map(point => ({
      value: point.actual,
      itemStyle: point.open
        ? { color: inks.actualSoft, borderColor: inks.actual, borderWidth: 1 }
        : { color: inks.actual },
    })),
  } as const
}
