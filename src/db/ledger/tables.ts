import type { Kept } from './rows.ts'

/** The tables that batches keep, billing lines apart; parents before those that refer to them. */
export const keptTables = {
  person: {
    table: 'person',
    key: ['id'],
    columns: ['code', 'name', 'email', 'place', 'time_zone', 'start_day', 'end_day'],
  },
  person_role: { table: 'person_role', key: ['person_id', 'role'], columns: [] },
  reporting_line: {
    table: 'reporting_line',
    key: ['id'],
    columns: ['person_id', 'manager_id', 'from_day', 'to_day', 'why'],
    apart: true,
  },
  territory: { table: 'territory', key: ['id'], columns: ['code', 'name', 'parent_id'] },
  assignment: {
    table: 'assignment',
    key: ['id'],
    columns: ['person_id', 'territory_id', 'from_day', 'to_day'],
    apart: true,
  },
  account: { table: 'account', key: ['id'], columns: ['code', 'name', 'parent_id', 'place'] },
  account_territory: {
    table: 'account_territory',
    key: ['id'],
    columns: ['account_id', 'territory_id', 'from_day', 'to_day'],
    apart: true,
  },
  product: {
    table: 'product',
    key: ['id'],
    columns: ['code', 'name', 'line', 'category', 'list_price', 'list_currency'],
  },
  ownership: {
    table: 'ownership',
    key: ['id'],
    columns: ['account_id', 'person_id', 'share', 'from_day', 'to_day'],
    apart: true,
  },
  rate: { table: 'rate', key: ['currency', 'month'], columns: ['rate'] },
  fiscal_period: {
    table: 'fiscal_period',
    key: ['kind', 'from_day'],
    columns: ['code', 'to_day'],
    apart: true,
  },
  quota: {
    table: 'quota',
    key: ['id'],
    columns: ['person_id', 'figure', 'from_day', 'to_day', 'amount', 'currency', 'amount_rc'],
    apart: true,
  },
  stage: { table: 'stage', key: ['name'], columns: ['position', 'outcome', 'given'] },
  opportunity_export: { table: 'opportunity_export', key: ['source', 'day'], columns: [] },
  opportunity: {
    table: 'opportunity',
    key: ['id'],
    columns: [
      'code',
      'source',
      'name',
      'account_id',
      'stage',
      'outcome',
      'amount',
      'currency',
      'created_day',
      'expected_day',
      'closed_day',
      'closed_assumed',
      'loss_reason',
      'competitor',
      'origin',
      'owners',
      'products',
      'first_seen',
    ],
  },
  opportunity_change: {
    table: 'opportunity_change',
    key: ['id'],
    columns: ['opportunity_id', 'field', 'before', 'after', 'day'],
  },
  activity: {
    table: 'activity',
    key: ['id'],
    columns: ['code', 'source', 'kind', 'person_id', 'account_id', 'opportunity_id', 'day'],
  },
} as const satisfies Record<string, Kept>

export type KeptTable = keyof typeof keptTables
