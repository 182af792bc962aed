import { oddsWords } from '#core/forecast/house/reach.ts'
import { z } from 'zod'
import { dealChancesFile, dealChancesWorkbook, showDealForecast } from './forecast/deals.ts'
import { adjustForecast, peopleForecast, sayForecast, setCycle, showCycle } from './forecast/own.ts'
import { forecastRecord } from './forecast/record.ts'
import { month, ranged, subject, whose } from './forecast/shapes.ts'
import { download, operation, whichTable } from './operation.ts'
import { day, done, id, minor } from './shapes.ts'

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

/** A period under way or the next, and whether the quotas set for it will be made. */
const quota = z.object({
  period: month.extend({ kind: z.enum(['quarter', 'year']) }),
  quota: minor,
  billed: minor.describe('of those with a quota, in the months of it that are over'),
  expected: z
    .object({ mean: minor, low80: minor, high80: minor, low95: minor, high95: minor })
    .describe('what those with a quota will have billed when it is over, `billed` included'),
  gap: minor.describe('expected less quota: below zero is short'),
  odds: z
    .enum(oddsWords)
    .describe(
      'by the ranges: beyond 95 % (less than one of forty), beyond 80 % (less than one of ten), within',
    ),
  added: z.boolean().describe('the range was added up from several places, so it is rather too wide'),
  unknown: z.number().int().describe('people with a quota whom the forecast did not know yet'),
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

/** Repeat billing as past billing foretells it, open deals, and deals that are still to arise. */
const threeParts = z.object({ series: minor, open: minor, notYetSeen: minor })

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
        origin: day.describe('the last day of which billing was known'),
        lineOn: day.describe('the day whose reporting line it is made on'),
        madeAt: z.string(),
        replayed: z.boolean(),
        procedure: z.enum(['full', 'fast']),
        method: z.string(),
        why: z.array(
          z.looseObject({ why: z.string(), month: month.optional().describe('the one it is about') }),
        ),
        alone: minor.describe('next twelve months before all was made to add up'),
        shrinkage: z.number(),
        year: ranged
          .extend({ code: z.string(), billed: minor, rest: z.number().int() })
          .nullable()
          .describe('where the fiscal year lands, `billed` included'),
        sums: z.array(ranged.extend({ months: z.number().int(), to: day })),
        months: z.array(ranged.extend({ ...month.shape, soFar: minor, yearBefore: minor.nullable() })),
        history: z.array(month.extend({ net: minor })),
        /** The quarter under way, the next and the year, where somebody carries a quota in them. */
        quotas: z.array(quota),
        /** The last twelve months by the line of each day, and by the line that the forecast is made on. */
        step: z.object({ ofTheDay: minor, ofTheOrigin: minor }).nullable(),
        /** What the months are made of, each part as it would be alone; absent where too few deals had closed. */
        deals: z
          .object({
            near: earned.describe('the next three months'),
            far: earned.describe('those after them'),
            parts: z
              .array(threeParts.extend({ counted: threeParts.describe('weighed; they add up to the month') }))
              .describe('by month, each as it would be alone'),
          })
          .nullable(),
        trees: z.array(
          z.object({ by: z.enum(['reporting', 'product_line', 'territory']), parts: z.array(part) }),
        ),
      })
      .nullable(),
  }),
})

const taken = z.object({ subject, what: whichTable(['forecast', 'people', 'horizons', 'record', 'own']) })

export const forecastFile = operation({
  name: 'forecast.file',
  method: 'get',
  path: '/forecast.csv',
  summary:
    'The same forecast, its months and parts, as a CSV file; or what people say, the record month by month, by how far ahead, or of own numbers.',
  query: taken,
  answers: 'file',
  output: download,
})

export const forecastWorkbook = operation({
  name: 'forecast.workbook',
  method: 'get',
  path: '/forecast.xlsx',
  summary: 'The same forecast, what people say and the record as a workbook, a sheet each.',
  query: taken,
  answers: 'file',
  output: download,
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
