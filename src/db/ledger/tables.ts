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
  product: { table: 'product', key: ['id'], columns: ['code', 'name', 'line', 'category'] },
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
} as const satisfies Record<string, Kept>

export type KeptTable = keyof typeof keptTables
