import type { FigureDefinition } from '#core/figures/index.ts'

/** What billing itself tells, and what may yet run ahead of the billing of months to come. */
const ofBilling: ReadonlySet<string> = new Set([
  'orders',
  'average_order',
  'lines_per_order',
  'active_accounts',
  'discount_given',
  'price_realisation',
  'gross_margin_rate',
])

/**
 * Whether a figure is tried for the recipe: each that the catalogue calls leading, an organisation's own included,
 * and those of billing that may lead. Where one should be today is the quota in other words, and foretells nothing.
 */
export function isCandidate({ key, timing, kind }: FigureDefinition): boolean {
  return (timing === 'leading' && kind !== 'derived') || ofBilling.has(key)
}
