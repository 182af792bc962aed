import type { FigureValue } from '#contract/figures.ts'
import { type FigureDefinition, type FigureResult, reasons } from '#core/figures/index.ts'

/** A figure as it is told: its value or why there is none, and what it leaves out where something lacks. */
export function valueOf({ lacks }: Pick<FigureDefinition, 'lacks'>, result: FigureResult): FigureValue {
  if ('none' in result) return { value: null, none: reasons[result.none], covered: null }
  const { value, covered } = result
  if (covered === undefined || covered === 1 || !lacks) return { value, none: null, covered: null }
  return {
    value,
    none: `${percent(covered)} of billing has ${lacks.ingredient}; the rest is left out.`,
    covered,
  }
}

/** One decimal, and never 100 % or 0 % of what is not all or nothing. */
export function percent(share: number): string {
  const shown = (share * 100).toFixed(1)
  if (share < 1 && shown === '100.0') return 'nearly 100 %'
  return share > 0 && shown === '0.0' ? 'nearly 0 %' : `${shown.replace('.0', '')} %`
}

/** A comparison's value, or nothing. */
export function numberOf(result: FigureResult | undefined): number | null {
  return result && 'value' in result ? result.value : null
}
