import type { StepKey } from './gap.ts'

/** Steps that stand on what product lines a billing names. */
const byProductLine: ReadonlySet<StepKey> = new Set([
  'lines_taken_up',
  'lines_dropped',
  'incomplete',
  'accounts',
  'mix',
  'orders_per_account',
  'lines_per_order',
  'quantity_per_line',
  'list_per_unit',
  'net_per_list',
  'net_per_unit',
])

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
