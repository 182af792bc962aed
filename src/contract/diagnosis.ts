import { findingKeys } from '#core/diagnosis/findings.ts'
import { z } from 'zod'
import { gapOperations } from './diagnosis/gap.ts'
import { processOperations } from './diagnosis/process.ts'
import { expected, named, query, quotas } from './diagnosis/shapes.ts'
import { period } from './figures.ts'
import { operation, tableFiles, whichTable } from './operation.ts'
import { day, done, id, minor } from './shapes.ts'

const spread = z.object({ estimate: z.number(), low: z.number(), high: z.number() })

export const people = operation({
  name: 'diagnosis.people',
  method: 'get',
  path: '/diagnosis/people',
  summary: 'What of a gap is common to all, what is people’s, what stays unexplained, and who stands out.',
  query,
  output: z.object({
    subject: named,
    /** A longer one than asked for where quotas are set for longer ones. */
    period,
    quotas,
    target: minor,
    gap: minor,
    expected: expected.nullable(),
    periods: z.number().int().describe('of how many periods attainments were compared'),
    design: z.object({
      questioned: z.boolean(),
      missed: z.number().int(),
      people: z.number().int(),
      most: z.boolean(),
      target: z.enum(['beyond', 'within', 'below', 'unknown']),
    }),
    parts: z.object({ common: minor, personal: minor, unexplained: minor }).nullable(),
    /**
     * Standard deviations of attainment with 95 % bounds, the residual at a quota of mean size. Zero is an answer:
     * `singular` says that people, or periods, were found not to differ beyond chance.
     */
    variance: z
      .object({ mean: z.number(), period: spread, person: spread, residual: spread, singular: z.boolean() })
      .nullable(),
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
            adjusted: z
              .number()
              .describe('what is judged: the differences of periods, and of a named group, taken out'),
            periods: z.number().int(),
            beyond: z
              .enum(['none', 'usual', 'far'])
              .describe(
                'which limit it lies beyond; `far` is named, but to whom may not see it, or not among all',
              ),
            named: z.boolean(),
          }),
        ),
        /**
         * Half the width around the centre at some sizes of quota, smallest first: `usual` holds 95 of 100 by chance,
         * each by themselves; beyond `far` chance explains nobody, all of them together.
         */
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
    'Price held by product line and over time, discounts that bought nothing, loss reasons, win rate by size and competitor.',
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
    series: z.array(z.object({ code: z.string(), held: z.number().nullable(), open: z.boolean() })),
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
        z.object({ reason: z.string().nullable(), deals: z.number().int(), amount: minor.nullable() }),
      ),
      won: interval.nullable().describe('share of the closed deals, with its 95 % interval'),
      bySize: z.array(z.object({ from: minor, to: minor, deals: z.number().int(), won: interval })),
      sizedBy: z
        .enum(['amount', 'list'])
        .nullable()
        .describe(
          'list: amounts are written on one outcome alone, so sizes are what the products cost at list',
        ),
      against: z.array(
        z.object({ competitor: z.string().nullable(), deals: z.number().int(), won: interval }),
      ),
      noAgainst: z
        .enum(['unnamed', 'one_sided'])
        .nullable()
        .describe('why there are no competitors: nobody names one, or one outcome hardly ever has one'),
      noSizes: z
        .enum(['few', 'one_sided'])
        .nullable()
        .describe(
          'why there are no sizes: few closed deals have an amount, or one outcome hardly ever has one',
        ),
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
  period: z.object({ kind: z.enum(['month', 'quarter', 'year']), code: z.string() }),
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
  mayTakeBack: z.boolean().describe('nobody answered yet, and the asker handed it over, or directs'),
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
        /** To whom one may hand it: executives or managers who may see whom it is about. */
        to: z.array(z.object({ id, name: z.string() })),
      }),
    ),
    addressed: z.array(addressed),
  }),
})

export const [priceFile, priceWorkbook] = tableFiles({
  name: 'diagnosis.price',
  path: '/diagnosis/price',
  what: 'Price held, discounts that bought nothing, win rates and loss reasons',
  query: query.extend({
    what: whichTable(['lines', 'periods', 'discounts', 'won', 'reasons', 'sizes', 'competitors']),
  }),
})

export const [peopleFile, peopleWorkbook] = tableFiles({
  name: 'diagnosis.people',
  path: '/diagnosis/people',
  what: 'The points of the funnel, or what is common, personal and unexplained,',
  query: query.extend({ what: whichTable(['people', 'parts']) }),
})

export const [findingsFile, findingsWorkbook] = tableFiles({
  name: 'diagnosis.findings',
  path: '/diagnosis/findings',
  what: 'What was found, and what became of findings that were handed over',
  query,
})

export const address = operation({
  name: 'diagnosis.address',
  method: 'post',
  path: '/diagnosis/findings',
  summary: 'Hands a finding to an executive (strategy) or a manager (execution), who is to answer by a day.',
  body: query.extend({
    key: z.enum(findingKeys),
    about: z.string().max(100).describe('the subject that the finding is about, as `findings` names it'),
    group: z.string().max(200).optional().describe('of a group that stands out: which, as its facts name it'),
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

export const takeBackFinding = operation({
  name: 'diagnosis.takeBackFinding',
  method: 'delete',
  path: '/diagnosis/findings/:id',
  summary: 'Takes a finding back that was handed over and is not answered yet; the log keeps it.',
  params: z.object({ id }),
  output: done,
})

export const diagnosisOperations = [
  ...gapOperations,
  people,
  price,
  priceFile,
  priceWorkbook,
  peopleFile,
  peopleWorkbook,
  findings,
  findingsFile,
  findingsWorkbook,
  address,
  answer,
  takeBackFinding,
  ...processOperations,
]
