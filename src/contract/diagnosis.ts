import { stepKeys } from '#core/diagnosis/index.ts'
import { z } from 'zod'
import { subject } from './figures.ts'
import { download, operation } from './operation.ts'
import { day, minor } from './shapes.ts'

const range = z.object({ from: day, to: day })
const period = z.object({
  kind: z.string(),
  code: z.string(),
  from: day,
  to: day,
  /** Facts are in up to here: earlier than `to` while the period is under way. */
  until: day,
  incomplete: z.boolean(),
})
const named = z.object({ subject: z.string(), name: z.string() })

/** Of whom, and which month, quarter or year. */
const query = z.object({
  subject: subject.default('me'),
  period: z.enum(['month', 'quarter', 'year']).default('quarter'),
  code: z.string().max(60).optional().describe('absent: the period that today lies in'),
})

const step = z.object({
  key: z.enum(stepKeys),
  amount: minor,
  byLine: z.array(z.object({ productLine: z.string(), amount: minor })),
})

export const show = operation({
  name: 'diagnosis.show',
  method: 'get',
  path: '/diagnosis',
  summary: 'Why billing is short of target, or over it, in steps that sum to the difference exactly.',
  query,
  output: z.object({
    subject: named,
    period,
    /** What the target is: the quota, where one should be today of it, or (without quota) the year before. */
    target: z.object({ amount: minor, is: z.enum(['quota', 'should_be', 'reference']) }),
    billed: minor,
    gap: minor.describe('billed less target: below zero is short'),
    /** The same period a year before, which the steps compare with; null where the ledger does not know it. */
    reference: z.object({ billed: minor, range }).nullable(),
    /** What could be expected at 80 per cent, by how billing grew on the year before; null: too little is known. */
    expected: z.object({ low: minor, middle: minor, high: minor, growths: z.number().int() }).nullable(),
    steps: z.array(step),
    /** From which size on an order was taken for one-off. */
    largeFrom: minor.nullable(),
    /** Why there are no steps, when there are none. */
    withheld: z.string().nullable(),
  }),
})

export const waterfallFile = operation({
  name: 'diagnosis.waterfallFile',
  method: 'get',
  path: '/diagnosis/waterfall.csv',
  summary: 'The steps, whole and by product line, as a CSV file.',
  query,
  answers: 'file',
  output: download,
})

export const waterfallWorkbook = operation({
  name: 'diagnosis.waterfallWorkbook',
  method: 'get',
  path: '/diagnosis/waterfall.xlsx',
  summary: 'The same as an Excel workbook, with what each step means.',
  query,
  answers: 'file',
  output: download,
})

const spread = z.object({ estimate: z.number(), low: z.number(), high: z.number() })

export const people = operation({
  name: 'diagnosis.people',
  method: 'get',
  path: '/diagnosis/people',
  summary: 'What of a gap is common to all, what is people’s, what stays unexplained, and who stands out.',
  query,
  output: z.object({
    subject: named,
    period,
    gap: minor,
    periods: z.number().int().describe('of how many periods attainments were compared'),
    design: z.object({
      questioned: z.boolean(),
      missed: z.number().int(),
      people: z.number().int(),
      most: z.boolean(),
      target: z.enum(['beyond', 'within', 'below', 'unknown']),
    }),
    parts: z.object({ common: minor, personal: minor, unexplained: minor }).nullable(),
    /** Standard deviations of attainment with 95 % bounds; the residual at a quota of mean size. */
    variance: z.object({ mean: z.number(), period: spread, person: spread, residual: z.number() }).nullable(),
    groups: z.array(
      z.object({
        by: z.enum(['territory', 'product_line']),
        group: z.string(),
        people: z.number().int(),
        difference: z.number(),
      }),
    ),
    funnel: z
      .object({
        centre: z.number(),
        points: z.array(
          z.object({
            /** The subject to open, where one may; null for a person whose name one may not see. */
            subject: z.string().nullable(),
            name: z.string(),
            quota: minor,
            attainment: z.number(),
            named: z.boolean(),
          }),
        ),
        /** Half the width around the centre at some sizes of quota, smallest first: at 95 and at 99.8 per cent. */
        limits: z.array(z.object({ quota: z.number(), usual: z.number(), far: z.number() })),
      })
      .nullable(),
    /** Why nobody is compared, when nobody is. */
    withheld: z.string().nullable(),
  }),
})

export const diagnosisOperations = [show, waterfallFile, waterfallWorkbook, people]
