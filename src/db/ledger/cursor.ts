import { Failure } from '#core/failure.ts'

/** Where a page ended, as a word for the next request: the sort's value and the row's id. */
export type Cursor = { readonly value: string; readonly id: string }

export const writeCursor = ({ value, id }: Cursor): string =>
  Buffer.from(JSON.stringify([value, id])).toString('base64url')

export function readCursor(after: string | undefined): Cursor | null {
  if (after === undefined) return null
  try {
    const read: unknown = JSON.parse(Buffer.from(after, 'base64url').toString())
    if (Array.isArray(read) && typeof read[0] === 'string' && typeof read[1] === 'string')
      return { value: read[0], id: read[1] }
  } catch {
    // told below
  }
  throw new Failure('invalid', 'That page is not known any more. Begin with the first.')
}

/** Of one row more than a page: the page, and where the next begins. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  cursor: (row: T) => Cursor,
): { page: T[]; next: string | null } {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { page, next: rows.length > limit && last ? writeCursor(cursor(last)) : null }
}
