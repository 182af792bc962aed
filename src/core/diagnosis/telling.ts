import { type StepKey, stepKeys } from './gap.ts'

/** Steps that stand on what product lines a billing names: from the lines on, all but the billing that names none. */
const byProductLine: ReadonlySet<StepKey> = new Set(
  stepKeys.slice(stepKeys.indexOf('lines_taken_up')).filter(key => key !== 'without_product'),
)

/**
 * Steps that may be named as what weighed. A step by product line may not, where billing that names no product line
 * moved the other way by as much: had it been billed with its lines, it would have stood in that step.
 */
export function telling<S extends { readonly key: StepKey; readonly amount: number }>(
  steps: readonly S[],
): S[] {
  const unnamed = steps.find(({ key }) => key === 'without_product')?.amount ?? 0
  const outweighed = ({ key, amount }: S) =>
    byProductLine.has(key) &&
    Math.sign(amount) === -Math.sign(unnamed) &&
    Math.abs(amount) <= Math.abs(unnamed)
  return steps.filter(step => !outweighed(step))
}
