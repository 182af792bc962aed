// no-restricted-imports: the driver and the query builder are known to db only
import { sql } from 'kysely'
export const one = sql`select 1`
