import { isDay } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'

/** Which page of a list: after where the one before ended, and how long. */
export type Page = { after?: string | undefined; limit: number }

/** Where a page ended, as a word for the next request: the sort's value and the row's id. */
export type Cursor = { readonly value: string; readonly id: string }

export const writeCursor = ({ value, id }: Cursor): string =>
  Buffer.from(JSON.stringify([value, id])).toString('base64url')

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
const fits = {
  text: (value: string) => !value.includes('\0'),
  number: (value: string) => /^-?\d{1,18}$/.test(value),
  day: isDay,
}

/** Refuses a word of somebody's own making, or another list's: the database would take it for a bug. */
export function readCursor(
  after: string | undefined,
  { value = 'text', id = 'uuid' }: { value?: keyof typeof fits; id?: 'uuid' | 'number' } = {},
): Cursor | null {
  if (after === undefined) return null
  try {
    const read: unknown = JSON.parse(Buffer.from(after, 'base64url').toString())
    if (Array.isArray(read) && typeof read[0] === 'string' && typeof read[1] === 'string') {
      const known = id === 'uuid' ? uuid.test(read[1]) : /^\d{1,9}$/.test(read[1])
      if (known && fits[value](read[0])) return { value: read[0], id: read[1] }
    }
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
