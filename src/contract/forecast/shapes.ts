import { z } from 'zod'
import { day, minor } from '../shapes.ts'

/** Whose forecast: me, company, person:ID or team:ID. */
export const subject = z
  .string()
  .regex(
    /^(me|company|(person|team):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
    'me, company, person:ID or team:ID',
  )
  .default('company')
export const whose = z.object({ subject: z.string(), name: z.string(), kind: z.enum(['person', 'team']) })

export const ranged = z.object({
  mean: minor,
  low50: minor,
  high50: minor,
  low80: minor,
  high80: minor,
  low95: minor,
  high95: minor,
})
export type Ranged = z.output<typeof ranged>

export const month = z.object({ code: z.string(), from: day, to: day })
