import { type RawBuilder, sql } from 'kysely'
import { readCursor } from './cursor.ts'

/** The orders that a list knows: for each a column that is never null, and its type. */
export type Sorts<Key extends string> = Readonly<
  Record<Key, { readonly column: RawBuilder<unknown>; readonly type: 'text' | 'bigint' | 'date' }>
>
export type Sort<Key extends string> = Key | `-${Key}`

const held = { text: 'text', bigint: 'number', date: 'day' } as const

/** The parts of a query that sorts by one of them, and goes on where the page before ended. */
export function sorted<Key extends string>(of: {
  sorts: Sorts<Key>
  sort: Sort<Key>
  id: RawBuilder<unknown>
  after?: string | undefined
}): { further: RawBuilder<unknown>; inOrder: RawBuilder<unknown>; place: RawBuilder<unknown> } {
  const { sorts, sort, id } = of
  const down = sort.startsWith('-')
  const { column, type } = sorts[(down ? sort.slice(1) : sort) as Key]
  const order = sql.raw(down ? 'desc' : 'asc')
  const at = readCursor(of.after, { value: held[type] })
  return {
    further: at
      ? sql`(${column}, ${id}) ${sql.raw(down ? '<' : '>')} (cast(${at.value} as ${sql.raw(type)}), ${at.id}::uuid)`
      : sql`true`,
    inOrder: sql`order by ${column} ${order}, ${id} ${order}`,
    place: sql`${column}::text`,
  }
}
