import { z } from 'zod'
import { subject } from '../figures.ts'
import { day, minor } from '../shapes.ts'

/** Shapes that the gap, and what of it is whose, both speak in. */
export const range = z.object({ from: day, to: day })
export const named = z.object({ subject: z.string(), name: z.string() })

/** Of whom, and which month, quarter or year. */
export const query = z.object({
  subject: subject.default('me'),
  period: z.enum(['month', 'quarter', 'year']).default('quarter'),
  code: z.string().max(60).optional().describe('absent: the period that today lies in'),
})

const bounds = z.object({ low: minor, high: minor })

/** What could be expected of the period, known before it began, and why it is this. */
export const expected = z.object({
  is: z.enum(['forecast', 'year_before']),
  amount: minor,
  range80: bounds.nullable(),
  range95: bounds.nullable(),
  why: z
    .enum(['published', 'none_published', 'not_reached', 'nobody_known'])
    .describe(
      'published: the forecast published last before the period began; else why the year before stands for it: none ' +
        'was published before, none reaches over the whole period, or it knew nobody here',
    ),
  forecast: z
    .object({
      origin: day,
      replayed: z.boolean().describe('made later, from what lay before that day'),
      added: z
        .boolean()
        .describe('its range was added up from several of its places, so it is rather too wide'),
      unknown: z.number().int().describe('people with a quota whom it did not know yet'),
    })
    .nullable(),
  growths: z.number().int().describe('year-on-year growths that the range of the year before rests on'),
})

/** For which periods quotas are set; `across`: they lie across the calendar's, and are shared by days. */
export const quotas = z.object({ kind: z.enum(['month', 'quarter', 'year']).nullable(), across: z.boolean() })
