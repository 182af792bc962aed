import type { Range } from '#core/calendar/index.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'

/** Where most of a person's billing lies; the key is an id, or a hidden number that holds within the transaction. */
export type MainPlace = {
  readonly key: string
  readonly territory: string | null
  readonly productLine: string | null
}

export async function mainPlaces(db: Db, of: { team: string; range: Range }): Promise<MainPlace[]> {
  const { rows } = await sql<MainPlace>`
    select key, territory, product_line as "productLine"
    from app.main_places(${of.team}::uuid, ${of.range.from}::date, ${of.range.to}::date)
  `.execute(db)
  return rows
}
