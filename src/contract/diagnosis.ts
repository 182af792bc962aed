import { findingKeys } from '#core/diagnosis/findings.ts'
import { stepKeys } from '#core/diagnosis/gap.ts'
import { z } from 'zod'
import { processOperations } from './diagnosis/process.ts'
import { period, subject } from './figures.ts'
import { download, operation } from './operation.ts'
import { day, done, id, minor } from './shapes.ts'

const range = z.object({ from: day, to: day })
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

const interval = z.object({ estimate: z.number(), low: z.number(), high: z.number() })

export const price = operation({
  name: 'diagnosis.price',
  method: 'get',
  path: '/diagnosis/price',
  summary:
    'Price held by product line and over time, discounts that bought nothing, loss reasons, win rate by size.',
  query,
  output: z.object({
    subject: named,
    period,
    /** Share of list price, of the lines that have one. */
    lines: z.array(
      z.object({
        productLine: z.string(),
        billed: minor,
        now: z.number().nullable(),
        then: z.number().nullable(),
      }),
    ),
    series: z.array(z.object({ code: z.string(), held: z.number().nullable() })),
    discounts: z
      .object({
        deeper: z.number().int().describe('accounts × product lines that held less of the list price'),
        boughtNothing: z.number().int(),
        given: minor.describe(
          'what those that bought nothing more would have billed at the price held before',
        ),
        grewOfDeeper: interval.nullable(),
        grewOfHeld: interval.nullable(),
        growthOfDeeper: z.number().nullable(),
        growthOfHeld: z.number().nullable(),
        few: z.boolean(),
        largest: z.array(
          z.object({
            account: id.nullable(),
            name: z.string(),
            productLine: z.string(),
            heldThen: z.number(),
            heldNow: z.number(),
            growth: z.number(),
            given: minor,
          }),
        ),
      })
      .nullable(),
    deals: z.object({
      closed: z.number().int().describe('in the twelve months up to the period’s end'),
      lossReasons: z.array(
        z.object({ reason: z.string().nullable(), deals: z.number().int(), amount: minor }),
      ),
      bySize: z.array(z.object({ from: minor, to: minor, deals: z.number().int(), won: interval })),
    }),
  }),
})

const facts = z.record(z.string(), z.union([z.string(), z.number()]))
const addressed = z.object({
  id,
  key: z.enum(findingKeys),
  kind: z.enum(['strategy', 'execution']),
  about: named,
  facts,
  period: z.object({ kind: z.string(), code: z.string() }),
  to: z.object({ id, name: z.string() }),
  by: z.string().nullable(),
  day,
  answerBy: day,
  /** Days since it was handed over, up to the first answer. */
  ageDays: z.number().int(),
  overdue: z.boolean(),
  note: z.string().nullable(),
  answers: z.array(z.object({ answer: z.string(), day })),
  /** It waits for the asker's answer. */
  mine: z.boolean(),
})

export const findings = operation({
  name: 'diagnosis.findings',
  method: 'get',
  path: '/diagnosis/findings',
  summary: 'What the gap comes down to, and what became of findings that were handed to somebody.',
  query,
  output: z.object({
    subject: named,
    period,
    found: z.array(
      z.object({
        key: z.enum(findingKeys),
        kind: z.enum(['strategy', 'execution']),
        about: named,
        facts,
        /** It was handed to somebody already, of this period. */
        handed: z.boolean(),
      }),
    ),
    addressed: z.array(addressed),
    /** To whom one may hand a strategy finding, and an execution finding. */
    addressees: z.object({
      strategy: z.array(z.object({ id, name: z.string() })),
      execution: z.array(z.object({ id, name: z.string() })),
    }),
  }),
})

export const address = operation({
  name: 'diagnosis.address',
  method: 'post',
  path: '/diagnosis/findings',
  summary: 'Hands a finding to an executive (strategy) or a manager (execution), who is to answer by a day.',
  body: query.extend({
    key: z.enum(findingKeys),
    about: z.string().max(100).describe('the subject that the finding is about, as `findings` names it'),
    to: id,
    answerBy: day,
    note: z.string().trim().min(1).max(2000).optional(),
  }),
  output: z.object({ id }),
})

export const answer = operation({
  name: 'diagnosis.answer',
  method: 'post',
  path: '/diagnosis/findings/:id/answer',
  summary: 'Answers a finding that was handed to oneself; earlier answers stay.',
  params: z.object({ id }),
  body: z.object({ answer: z.string().trim().min(1).max(4000) }),
  output: done,
})

export const diagnosisOperations = [
  show,
  waterfallFile,
  waterfallWorkbook,
  people,
  price,
  findings,
  address,
  answer,
  ...processOperations,
]
