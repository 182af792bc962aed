import { amountAxis, frame, wordBox } from './frame.ts'
import { chartText, type Inks } from './ink.ts'

/** What charts of amounts by period have in common: periods below, amounts on the left, a box of words at the pointer. */
export function byPeriod(of: {
  labels: string[]
  inks: Inks
  write: (value: number) => string
  still: boolean
}) {
  const { inks } = of
  return {
    ...frame({ inks, still: of.still, top: 16 }),
    xAxis: {
      type: 'category',
      data: of.labels,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: inks.base } },
      axisLabel: { ...chartText(inks), hideOverlap: true },
    },
    yAxis: amountAxis({ inks, write: of.write, lines: 4 }),
  } as const
}

/** The box at the pointer; what it says is the chart's own. */
export function pointerBox(inks: Inks) {
  return {
    trigger: 'axis',
    axisPointer: { type: 'none' },
    ...wordBox(inks),
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
