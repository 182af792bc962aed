import { type Minor, minor, per } from '#core/money/index.ts'
import { catalogue } from './catalogue.ts'
import type { FigureDefinition, FigureKey, Formula, Reason } from './definition.ts'
import { type Pace, shouldBe } from './pace.ts'
import type { BaseSums } from './sums.ts'

export type FigureValue = {
  /** Minor units for money and money_per (rounded half to even), a whole number for counts, else a ratio. */
  readonly value: number
  /** Share of billing that has the ingredient, 0 … 1, where some lines may lack it and anything was billed. */
  readonly covered?: number
}
export type NoFigure = { readonly none: Reason }
export type FigureResult = FigureValue | NoFigure

/**
 * One definition, one computation, at every level: a person, a team, an account, a product line.
 * @param of  a key of the catalogue, or a definition that only the organisation knows
 */
export function computeFigure(of: FigureKey | FigureDefinition, sums: BaseSums, pace?: Pace): FigureResult {
  const figure = typeof of === 'string' ? catalogue[of] : of
  if (figure.needs && sums[figure.needs.sum] === 0) return { none: figure.needs.none }
  const covered = figure.lacks && coveredShare(sums[figure.lacks.covered], sums.net)
  if (covered === 0 && figure.lacks?.none && sums[figure.lacks.covered] === 0)
    return { none: figure.lacks.none }
  const value = evaluate(figure, figure.formula, sums, pace)
  if (typeof value !== 'number') return value
  return covered === undefined ? { value } : { value, covered }
}

/**
 * How much of the billing has an ingredient: 1 only where nothing lacks it, and never outside 0 … 1, which
 * a plain quotient would be as soon as the lines that lack it are mostly credit notes.
 */
export function coveredShare(having: Minor, all: Minor): number | undefined {
  const has = Math.abs(having)
  const lacks = Math.abs(all - having)
  return has + lacks === 0 ? undefined : has / (has + lacks)
}

function evaluate(
  figure: FigureDefinition,
  formula: Formula,
  sums: BaseSums,
  pace: Pace | undefined,
): number | NoFigure {
  if ('sum' in formula) return sums[formula.sum] ?? { none: 'ledger_too_young' }
  if ('paced' in formula) {
    const target = evaluate(figure, formula.paced, sums, pace)
    if (typeof target !== 'number') return target
    return pace ? shouldBe(minor(target), pace) : { none: 'no_pace' }
  }
  if ('work' in formula) {
    const work = sums.work[formula.work]
    return !work ? { none: 'no_opportunities' } : 'none' in work ? work : work[formula.take]
  }
  const [a, b] = 'minus' in formula ? formula.minus : 'plus' in formula ? formula.plus : formula.over
  const left = evaluate(figure, a, sums, pace)
  const right = evaluate(figure, b, sums, pace)
  if (typeof left !== 'number') return left
  if (typeof right !== 'number') return right
  if ('minus' in formula) return minor(left - right)
  if ('plus' in formula) return minor(left + right)
  if (right <= 0) return { none: formula.without }
  return figure.unit === 'money_per' ? per(minor(left), right) : left / right
}
