// no-restricted-imports: the driver and the query builder are known to db only
import { sql } from 'kysely'
export const now = sql`select 1`
