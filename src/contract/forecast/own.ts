import { z } from 'zod'
import { operation } from '../operation.ts'
import { day, done, id, minor } from '../shapes.ts'
import { month, subject, whose } from './shapes.ts'

/** What somebody expects of a quarter: with a top, so that the sums of many stay exact. */
const stated = minor.min(0).max(1e14)

const cycle = z.object({
  every: z.enum(['off', 'week', 'month']),
  minutes: z.number().int().min(1).max(240).describe('what one answer takes: it counts as an ask'),
})

const shownCycle = cycle.extend({
  id: id.nullable().describe('which setting holds; null: nobody has set it'),
  from: day.nullable(),
  setBy: z.string().nullable().describe('null: nobody has set it, and it is as it comes'),
  why: z.string(),
  people: z.number().int().describe('salespeople that it asks, or would'),
})
export type ShownCycle = z.output<typeof shownCycle>

export const showCycle = operation({
  name: 'forecast.cycle',
  method: 'get',
  path: '/forecast/cycle',
  summary: 'Whether people are asked for their own numbers, how often, and the minutes that takes.',
  output: shownCycle,
})

export const setCycle = operation({
  name: 'forecast.setCycle',
  method: 'put',
  path: '/forecast/cycle',
  summary: 'Switches the forecast cycle on or off.',
  body: cycle.extend({
    why: z.string().max(500).optional(),
    follows: id.nullable().describe('the setting that this one was made from, as `cycle` shows its id'),
  }),
  output: z.object({ id: id.nullable().describe('the setting that holds now') }),
})

const said = z.object({ commit: minor, likely: minor, best: minor, note: z.string() })

export const peopleForecast = operation({
  name: 'forecast.people',
  method: 'get',
  path: '/forecast/people',
  summary:
    'What people say themselves of this quarter and the next, beside the model and a manager’s adjustment.',
  query: z.object({ subject }),
  output: z.object({
    subject: whose,
    cycle: shownCycle,
    periods: z.array(
      month.extend({
        people: z.array(
          z.object({
            personId: id,
            name: z.string(),
            me: z.boolean(),
            mayAdjust: z.boolean(),
            due: z.boolean().describe('the cycle has come round since the last word'),
            said: said.extend({ at: z.string() }).nullable(),
            adjusted: z
              .object({ amount: minor, reason: z.string(), by: z.string(), at: z.string() })
              .nullable(),
            billed: minor,
            model: z.object({ mean: minor, low80: minor, high80: minor }).nullable(),
          }),
        ),
        /** All of the team, named or not; absent for a person. */
        sum: z
          .object({
            people: z.number().int(),
            said: z.number().int(),
            commit: minor,
            likely: minor,
            best: minor,
          })
          .nullable(),
      }),
    ),
  }),
})

export const sayForecast = operation({
  name: 'forecast.mine',
  method: 'post',
  path: '/forecast/mine',
  summary: 'Says one’s own commit, likely and best of a quarter; the words before stay on record.',
  body: z.object({
    from: day,
    to: day,
    commit: stated,
    likely: stated,
    best: stated,
    note: z.string().trim().max(1000),
  }),
  output: done,
})

export const adjustForecast = operation({
  name: 'forecast.adjust',
  method: 'post',
  path: '/forecast/adjust',
  summary: 'Puts a manager’s amount beside a person’s own, with a reason that the person sees.',
  body: z.object({
    personId: id,
    from: day,
    to: day,
    amount: stated,
    reason: z.string().trim().min(1).max(1000),
  }),
  output: done,
})
