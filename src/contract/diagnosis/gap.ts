import { stepKeys } from '#core/diagnosis/gap.ts'
import { z } from 'zod'
import { period } from '../figures.ts'
import { download, operation, tableFiles } from '../operation.ts'
import { id, minor } from '../shapes.ts'
import { expected, named, query, quotas, range } from './shapes.ts'

/** What the gap is taken apart against, once the design's share is off. */
const against = z
  .enum(['year_before', 'plan', 'forecast'])
  .default('year_before')
  .describe('last year by its ingredients; or a team by its parts: quotas, or what the forecast expected')
export type Against = z.infer<typeof against>

/** By which parts of a plan or a forecast. */
const by = z.enum(['branch', 'product_line', 'territory'])
export type By = z.infer<typeof by>
const waterfallQuery = query.extend({
  against,
  by: by
    .default('branch')
    .describe(
      'a forecast of the company has parts by product line and territory, too; a plan has branches only',
    ),
})

const part = z.object({
  subject: z
    .string()
    .nullable()
    .describe('what opens it; null for whom one may not see, and for what nobody is'),
  name: z.string(),
  reference: minor,
  billed: minor,
  amount: minor,
  /** The billing lines that it holds, where it is a product line or a territory with a name. */
  lines: z.union([z.object({ productLine: z.string() }), z.object({ territory: id })]).nullable(),
  takenOff: z
    .enum(['house', 'without_quota'])
    .nullable()
    .describe(
      'product lines and territories hold all that the company bills, the gap is that of those with a quota: what the ' +
        'house, and those without a quota on the day, were to bill and billed is taken off, its signs turned',
    ),
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
  query: waterfallQuery,
  output: z.object({
    subject: named,
    period,
    against,
    quotas,
    /** What the target is: the quota, where one should be today of it, or (without quota) the year before. */
    target: z.object({ amount: minor, is: z.enum(['quota', 'should_be', 'reference']) }),
    billed: minor,
    gap: minor.describe('billed less target: below zero is short'),
    /** The same period a year before, which the steps compare with; null where the ledger does not know it. */
    reference: z.object({ billed: minor, range }).nullable(),
    expected: expected.nullable(),
    steps: z.array(step),
    by,
    /** Parts against the plan or the forecast, whose amounts come after the steps and sum with them to the gap. */
    parts: z.array(part),
    /** From which size on an order was taken for one-off. */
    largeFrom: minor.nullable(),
    /** Why there are no steps, when there are none. */
    withheld: z.string().nullable(),
  }),
})

const behindQuery = query.extend({ step: z.enum(stepKeys), productLine: z.string().max(200).optional() })

export const behind = operation({
  name: 'diagnosis.behind',
  method: 'get',
  path: '/diagnosis/behind',
  summary:
    'Which accounts, or large orders, a step of a gap comes from: those that moved most, and the rest in one row.',
  query: behindQuery,
  output: z.object({
    rows: z.array(
      z.object({
        account: id.nullable().describe('null for whom one may not see, and for lines without account'),
        name: z.string(),
        invoice: z.string().nullable(),
        now: minor,
        then: minor,
      }),
    ),
    /** The others together, so that all add up. */
    others: z.object({ count: z.number().int(), now: minor, then: minor }).nullable(),
  }),
})

export const [behindFile, behindWorkbook] = tableFiles({
  name: 'diagnosis.behind',
  path: '/diagnosis/behind',
  what: 'The accounts, or large orders, that a step comes from',
  query: behindQuery,
})

export const waterfallFile = operation({
  name: 'diagnosis.waterfallFile',
  method: 'get',
  path: '/diagnosis/waterfall.csv',
  summary: 'The steps, whole and by product line, as a CSV file.',
  query: waterfallQuery,
  answers: 'file',
  output: download,
})

export const waterfallWorkbook = operation({
  name: 'diagnosis.waterfallWorkbook',
  method: 'get',
  path: '/diagnosis/waterfall.xlsx',
  summary: 'The same as an Excel workbook, with what each step means.',
  query: waterfallQuery,
  answers: 'file',
  output: download,
})

export const gapOperations = [show, behind, behindFile, behindWorkbook, waterfallFile, waterfallWorkbook]
