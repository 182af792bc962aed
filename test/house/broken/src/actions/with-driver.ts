// no-restricted-imports: the driver and the query builder are known to db only
import pg from 'pg'
export const pool = () => new pg.Pool()
