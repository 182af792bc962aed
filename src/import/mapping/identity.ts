import { type ImportKind, importKinds } from '#core/ledger/kinds.ts'
import type { MappingParts } from './schema.ts'

/** What tells two rows of a kind apart, where the mapping does not say. */
const natural: Readonly<Record<Exclude<ImportKind, 'billing'>, readonly string[]>> = {
  people: ['code'],
  reporting: ['person', 'from'],
  territories: ['code'],
  assignments: ['person', 'territory', 'from'],
  accounts: ['code', 'from'],
  products: ['code'],
  ownership: ['account', 'person', 'from'],
  stages: ['name'],
  opportunities: ['code', 'asOf'],
  activities: ['code'],
  quotas: ['person', 'figure', 'from'],
  rates: ['currency', 'month'],
  periods: ['kind', 'code'],
}

/**
 * Billing has no natural key: an invoice may hold the same product twice. So a line is known by everything
 * the mapping takes from it, and equal lines by their number; documents with lines by invoice and product.
 */
export function defaultKey(kind: ImportKind, parts: MappingParts): readonly string[] {
  if (kind !== 'billing') return natural[kind]
  if (parts.lines) return ['invoice', 'product']
  const mapped = new Set([...Object.keys(parts.fields ?? {}), ...Object.keys(parts.constants ?? {})])
  return Object.keys(importKinds.billing).filter(field => mapped.has(field))
}

/** Kinds of which a file may name the same one over and over, such as the customer on each invoice line. */
export const distinctByKey: ReadonlySet<ImportKind> = new Set([
  'people',
  'territories',
  'accounts',
  'products',
])
