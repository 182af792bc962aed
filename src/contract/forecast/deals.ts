import { z } from 'zod'
import { operation, tableFiles, whichTable } from '../operation.ts'
import { day, id, minor, page } from '../shapes.ts'

const span = z.object({
  open: minor.describe('of deals that are open now'),
  notYetSeen: minor.describe('of deals that will still arise'),
  mean: minor.describe('both'),
  low80: minor,
  high80: minor,
})

const share = z.number().min(0).max(1)

const fared = z.object({
  said: share.describe('mean of all the chances'),
  came: share.describe('what came of all of them'),
  brier: z.number(),
})

/** Past chances beside what came of them. */
const record = fared.extend({
  cuts: z.number().int().describe('month ends at which the past was cut off'),
  foretold: z.number().int(),
  brierOfUsual: z.number().describe('had the usual rate of all been said of each deal'),
  correction: z
    .object({ cuts: z.number().int(), foretold: z.number().int(), before: fared, after: fared })
    .nullable()
    .describe('at month ends by which others had come due: with what they taught, and without'),
  bins: z.array(
    z.object({
      foretold: share.describe('mean chance in the group'),
      count: z.number().int(),
      came: share,
      low: share.describe('Wilson, 95 %'),
      high: share,
    }),
  ),
})

/** What chances are said from. */
const method = z.object({
  factor: z
    .number()
    .describe('deals are won so many times as readily as their age tells; learnt from month ends'),
  stages: z.object({
    used: z.boolean(),
    why: z.enum(['better', 'not_surely_better', 'too_few_seen']),
    exports: z.number().int().describe('so many times the CRM was read'),
    decided: z.number().int().describe('deals that were seen in a stage and then decided'),
    names: z.number().int().describe('stages that open deals were seen in'),
    cuts: z.number().int().describe('month ends of which chances by stage have come due'),
    deals: z.number().int().describe('deals of which such chances have come due'),
    foretold: z.number().int().describe('such chances'),
    needed: z
      .object({ decided: z.number().int(), cuts: z.number().int(), deals: z.number().int() })
      .describe('before stages can prove that they tell more than age'),
    brierByStage: z.number().nullable(),
    brierByAge: z.number().nullable(),
  }),
})

const deal = z.object({
  id,
  name: z.string(),
  account: z.string().nullable(),
  stage: z.string(),
  owners: z.array(z.string()),
  credited: minor.nullable().describe('the subject’s share of the amount'),
  worthBy: z.enum(['said', 'list', 'unknown']),
  created: day.nullable(),
  due: day.nullable(),
  stale: z.boolean().describe('older than any that ever closed: it counts for nothing'),
  soon: share.nullable().describe('chance to be won within the next three months'),
  ever: share.nullable(),
  monthly: z.array(share).describe('chance to be won in each of the months'),
  math: z
    .object({
      age: z.number().int().describe('days'),
      segment: z.string(),
      usual: share.describe('to be won within three months, of any deal as old'),
      withSegment: share,
      withPerson: share,
      withStage: share.nullable(),
      corrected: share,
    })
    .nullable(),
})

const query = page.extend({
  subject: z
    .string()
    .regex(
      /^(me|company|(person|team):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
      'me, company, person:ID or team:ID',
    )
    .default('company'),
})

export const showDealForecast = operation({
  name: 'forecast.deals',
  method: 'get',
  path: '/forecast/deals',
  summary:
    'What may come of open deals and of those not yet seen, month by month; how true such chances were before.',
  query: query.extend({ stale: z.enum(['yes', 'no']).optional().describe('of the deals listed') }),
  output: z.object({
    subject: z.object({ subject: z.string(), name: z.string(), kind: z.enum(['person', 'team']) }),
    today: day,
    /** Told where chances can't be learnt, or would tell of somebody. */
    none: z.enum(['too_few_closed', 'too_few_people']).nullable(),
    learnt: z.object({
      closed: z.number().int().describe('decided deals of the whole organisation'),
      needed: z.number().int(),
      left: z.number().int().describe('older deals beyond the bound of what is read'),
    }),
    open: z
      .object({
        count: z.number().int(),
        stale: z.number().int().nullable().describe('null, as their amount: they would tell of somebody'),
        staleAmount: minor.nullable(),
      })
      .nullable(),
    months: z.array(span.extend({ code: z.string(), from: day, to: day })),
    sums: z.array(span.extend({ months: z.number().int(), to: day })),
    method: method.nullable(),
    record: record.nullable(),
    opportunities: z.array(deal),
    next: z.string().nullable(),
  }),
})

export const [dealChancesFile, dealChancesWorkbook] = tableFiles({
  name: 'forecast.deals',
  path: '/forecast/deals',
  what: 'Open deals with their chances, the months they make, or how true such chances were,',
  query: query.pick({ subject: true }).extend({ what: whichTable(['deals', 'months', 'record']) }),
})
