import { z } from 'zod'
import { dealChancesFile, dealChancesWorkbook, showDealForecast } from './forecast/deals.ts'
import { download, operation } from './operation.ts'
import { day, done, id, minor } from './shapes.ts'

/** Whose forecast: me, company, person:ID or team:ID. */
const subject = z
  .string()
  .regex(
    /^(me|company|(person|team):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
    'me, company, person:ID or team:ID',
  )
  .default('company')
const whose = z.object({ subject: z.string(), name: z.string(), kind: z.enum(['person', 'team']) })

const ranged = z.object({
  mean: minor,
  low50: minor,
  high50: minor,
  low80: minor,
  high80: minor,
  low95: minor,
  high95: minor,
})
export type Ranged = z.output<typeof ranged>

const month = z.object({ code: z.string(), from: day, to: day })

const job = z.object({
  id,
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  months: z.number().int().describe('0: as of today; else as of each of so many past month ends'),
  done: z.number().int(),
  total: z.number().int(),
  sentence: z.string().nullable(),
  askedAt: z.string(),
  endedAt: z.string().nullable(),
})

const part = z.object({
  key: z.string(),
  name: z.string(),
  subject: z.string().nullable().describe('what opens it'),
  hidden: z.boolean(),
  months: z.array(z.object({ mean: minor, low80: minor, high80: minor })),
  twelve: z.object({ mean: minor, low80: minor, high80: minor }),
})

/** Whether deals earned to be joined with the forecast of billing, for the months near or those further off. */
const earned = z.object({
  joined: z.boolean(),
  why: z.enum(['better', 'not_surely_better', 'too_few_cuts']),
  weights: z.object({ series: z.number(), open: z.number(), notYetSeen: z.number() }),
  cuts: z.number().int().describe('month ends on record with months that are over'),
  scored: z.number().int().describe('of them so many could be tried with weights learnt before'),
  needed: z.number().int(),
  ratio: z.number().nullable().describe('squared error of the joined over that of billing alone'),
})

export const showForecast = operation({
  name: 'forecast.show',
  method: 'get',
  path: '/forecast',
  summary: 'Where the year will land: the published forecast of a subject with its ranges, parts and method.',
  query: z.object({ subject }),
  output: z.object({
    subject: whose,
    job: job.nullable(),
    /** Absent until one is published, or where it holds nothing of this subject: `none` says why. */
    none: z.string().nullable(),
    forecast: z
      .object({
        id,
        origin: day,
        madeAt: z.string(),
        replayed: z.boolean(),
        procedure: z.enum(['full', 'fast']),
        method: z.string(),
        why: z.array(z.looseObject({ why: z.string() })),
        alone: minor.describe('next twelve months before all was made to add up'),
        shrinkage: z.number(),
        year: ranged
          .extend({ code: z.string(), billed: minor, rest: z.number().int() })
          .nullable()
          .describe('where the fiscal year lands, `billed` included'),
        sums: z.array(ranged.extend({ months: z.number().int(), to: day })),
        months: z.array(ranged.extend({ ...month.shape, soFar: minor, yearBefore: minor.nullable() })),
        history: z.array(month.extend({ net: minor })),
        /** The last twelve months by the line of each day, and by the line that the forecast is made on. */
        step: z.object({ ofTheDay: minor, ofTheOrigin: minor }).nullable(),
        /** What the months are made of, each part as it would be alone; absent where too few deals had closed. */
        deals: z
          .object({
            near: earned.describe('the next three months'),
            far: earned.describe('those after them'),
            parts: z.array(z.object({ series: minor, open: minor, notYetSeen: minor })),
          })
          .nullable(),
        trees: z.array(
          z.object({ by: z.enum(['reporting', 'product_line', 'territory']), parts: z.array(part) }),
        ),
      })
      .nullable(),
  }),
})

const file = (kind: 'csv' | 'xlsx') =>
  operation({
    name: kind === 'csv' ? 'forecast.file' : 'forecast.workbook',
    method: 'get',
    path: `/forecast.${kind}`,
    summary: `The same forecast, its months and parts, as a ${kind === 'csv' ? 'CSV file' : 'workbook'}.`,
    query: z.object({ subject }),
    answers: 'file',
    output: download,
  })
export const forecastFile = file('csv')
export const forecastWorkbook = file('xlsx')

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
  bias: z.union([
    z.object({ share: z.number(), low: z.number(), high: z.number(), sure: z.boolean() }),
    z.object({ none: z.literal('too_few'), need: z.number().int() }),
  ]),
})
export type ForecastRecord = z.output<typeof record>

export const forecastRecord = operation({
  name: 'forecast.record',
  method: 'get',
  path: '/forecast/record',
  summary: 'How published forecasts of a subject fared, by how far ahead; and people’s own numbers.',
  query: z.object({ subject }),
  output: z.object({
    subject: whose,
    ahead: z.array(z.object({ months: z.number().int(), sum: z.boolean(), record })),
    list: z.array(
      ranged.extend({
        origin: day,
        replayed: z.boolean(),
        from: day,
        to: day,
        actual: minor,
        yearBefore: minor.nullable(),
      }),
    ),
    /** What was likely by people’s own numbers: one’s own, or a team’s in sum; nobody else’s. */
    people: z
      .object({
        record,
        list: z.array(z.object({ from: day, to: day, likely: minor, actual: minor })),
      })
      .nullable(),
  }),
})

export const publishForecast = operation({
  name: 'forecast.publish',
  method: 'post',
  path: '/forecast/jobs',
  summary: 'Has a forecast made and published, as of today or as of each of so many past month ends.',
  body: z.object({ months: z.number().int().min(0).max(36).default(0), full: z.boolean().default(true) }),
  output: z.object({ id }),
})

export const stopForecast = operation({
  name: 'forecast.stop',
  method: 'delete',
  path: '/forecast/jobs',
  summary: 'Cancels the forecast that waits or is being made; what is published stays.',
  output: done,
})

const cycle = z.object({
  every: z.enum(['off', 'week', 'month']),
  minutes: z.number().int().min(1).max(240).describe('what one answer takes: it counts as an ask'),
})

export const showCycle = operation({
  name: 'forecast.cycle',
  method: 'get',
  path: '/forecast/cycle',
  summary: 'Whether people are asked for their own numbers, how often, and the minutes that takes.',
  output: cycle.extend({ from: day.nullable() }),
})

export const setCycle = operation({
  name: 'forecast.setCycle',
  method: 'put',
  path: '/forecast/cycle',
  summary: 'Switches the forecast cycle on or off.',
  body: cycle.extend({ why: z.string().max(500).optional() }),
  output: done,
})

const saying = z.object({ commit: minor, likely: minor, best: minor, note: z.string().max(1000) })

export const peopleForecast = operation({
  name: 'forecast.people',
  method: 'get',
  path: '/forecast/people',
  summary:
    'What people say themselves of this quarter and the next, beside the model and a manager’s adjustment.',
  query: z.object({ subject }),
  output: z.object({
    subject: whose,
    every: cycle.shape.every,
    minutes: cycle.shape.minutes,
    periods: z.array(
      month.extend({
        people: z.array(
          z.object({
            personId: id,
            name: z.string(),
            me: z.boolean(),
            mayAdjust: z.boolean(),
            due: z.boolean().describe('the cycle has come round since the last word'),
            said: saying.extend({ at: z.string() }).nullable(),
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
  body: z.object({ from: day, to: day, ...saying.shape }),
  output: done,
})

export const adjustForecast = operation({
  name: 'forecast.adjust',
  method: 'post',
  path: '/forecast/adjust',
  summary: 'Puts a manager’s amount beside a person’s own, with a reason that the person sees.',
  body: z.object({ personId: id, from: day, to: day, amount: minor, reason: z.string().min(1).max(1000) }),
  output: done,
})

export const forecastOperations = [
  showForecast,
  forecastFile,
  forecastWorkbook,
  forecastRecord,
  publishForecast,
  stopForecast,
  showCycle,
  setCycle,
  peopleForecast,
  sayForecast,
  adjustForecast,
  showDealForecast,
  dealChancesFile,
  dealChancesWorkbook,
]
