import { chartText, type Inks } from './ink.ts'

/** What every chart begins with; `right` and `top` leave room for what stands beside the marks. */
export function frame(of: { inks: Inks; still: boolean; top?: number; right?: number }) {
  const { top = 4, right = 8 } = of
  return {
    animation: !of.still,
    animationDuration: 250,
    textStyle: chartText(of.inks),
    aria: { enabled: true },
    grid: { left: 4, right, top, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
  } as const
}

/** The box of words at a mark. */
export function wordBox(inks: Inks) {
  return {
    backgroundColor: inks.paper,
    borderColor: inks.base,
    borderRadius: 2,
    textStyle: { ...chartText(inks), color: inks.ink },
  } as const
}

/** An axis of amounts: a few lines across, no line of its own. */
export function amountAxis(of: { inks: Inks; write: (value: number) => string; lines: number }) {
  return {
    type: 'value',
    splitNumber: of.lines,
    splitLine: { lineStyle: { color: of.inks.rule } },
    axisLabel: { ...chartText(of.inks), formatter: of.write, hideOverlap: true },
  } as const
}

/** Names one under the other, the first on top; a long one breaks into lines. */
export function nameAxis(of: { inks: Inks; names: string[]; width: number; line: boolean }) {
  return {
    type: 'category',
    inverse: true,
    data: of.names,
    axisTick: { show: false },
    axisLine: of.line ? { lineStyle: { color: of.inks.base } } : { show: false },
    axisLabel: {
      ...chartText(of.inks),
      color: of.inks.ink,
      width: of.width,
      overflow: 'break',
      lineHeight: 14,
    },
  } as const
}
