import { z } from 'zod'
import { operation } from '../operation.ts'
import { day, minor } from '../shapes.ts'
import { ranged, subject, whose } from './shapes.ts'

const share = z.union([
  z.object({ share: z.number(), low: z.number(), high: z.number(), sure: z.boolean() }),
  z.object({ none: z.literal('too_few'), need: z.number().int() }),
])

const record = z.object({
  count: z.number().int(),
  error: z.number().nullable().describe('sum of what was off over the sum of what was billed'),
  skill: z.number().nullable().describe('over the same months a year before: 1 is never off, 0 no better'),
  hits: z.array(
    z.object({
      level: z.union([z.literal(50), z.literal(80), z.literal(95)]),
      within: z.number().int(),
      of: z.number().int(),
    }),
  ),
  bias: share,
})
export type ForecastRecord = z.output<typeof record>

const beside = z.object({
  count: z.number().int(),
  nearer: z.number().int().describe('quarters in which it was nearer than the number it stood beside'),
  without: z.number().nullable(),
  with: z.number().nullable(),
  gain: share.describe('by how much of what was billed the error became smaller'),
})
export type Beside = z.output<typeof beside>

export const forecastRecord = operation({
  name: 'forecast.record',
  method: 'get',
  path: '/forecast/record',
  summary: 'How published forecasts of a subject fared, by how far ahead; and people’s own numbers.',
  query: z.object({ subject }),
  output: z.object({
    subject: whose,
    ahead: z.array(
      z.object({
        months: z.number().int().describe('1 is the next month, 0 the month under way in its first half'),
        sum: z.boolean(),
        afterwards: z.number().int().describe('made afterwards, from what the ledger knows now'),
        fast: z.number().int().describe('made by the fast procedure, the others by the full one'),
        record,
      }),
    ),
    list: z.array(
      ranged.extend({
        origin: day,
        replayed: z.boolean(),
        procedure: z.enum(['full', 'fast']),
        from: day,
        to: day,
        actual: minor,
        yearBefore: minor.nullable(),
      }),
    ),
    /** People’s own numbers by months of the quarter still to come: one’s own, or a team’s in sum; nobody else’s. */
    people: z
      .object({
        ahead: z.array(
          z.object({
            ahead: z.number().int(),
            record: record.describe('of what was likely'),
            between: z.number().int().describe('quarters that came to something between commit and best'),
            model: z.number().nullable(),
            beside: beside.nullable().describe('what a manager’s number did'),
          }),
        ),
        list: z.array(
          z.object({
            from: day,
            to: day,
            ahead: z.number().int(),
            people: z.number().int(),
            commit: minor,
            likely: minor,
            best: minor,
            adjusted: minor.nullable(),
            model: minor.nullable(),
            naive: minor.nullable(),
            actual: minor,
          }),
        ),
      })
      .nullable(),
    /** How the numbers fared that the one who asks put beside other people’s. */
    beside: z.array(z.object({ ahead: z.number().int(), beside })),
  }),
})
