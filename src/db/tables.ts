/**
 * Kysely gives us transactions, pools and the `sql` tag; queries are plain SQL with the row's type beside them
 * (docs/decisions/003), so no table is described to it.
 */
export type Tables = Record<never, never>
