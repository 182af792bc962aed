import { isDay } from '#core/calendar/index.ts'
import { z } from 'zod'

/** Shapes that more than one capability speaks in. */
/** In small letters, as the database writes it: else one person could be named twice. */
export const id = z.uuid().toLowerCase()
export const day = z.string().refine(isDay, 'a day such as 2026-03-31')
export const minor = z.number().int().describe('whole minor units of the reporting currency')
export const page = z.object({
  /** Where the page before ended; absent for the first. */
  after: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
/** Orders of a list: by a column, or downwards with a minus in front. */
export function sortBy<Key extends string>(...keys: readonly Key[]) {
  const orders = keys.flatMap(key => [key, `-${key}` as const])
  return z.enum(orders as [Key | `-${Key}`, ...(Key | `-${Key}`)[]])
}
export const done = z.object({ done: z.literal(true) })
