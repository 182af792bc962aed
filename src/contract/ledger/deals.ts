import { download, operation } from '../operation.ts'
import { day, id, minor, page } from '../shapes.ts'
import { z } from 'zod'

const outcome = z.enum(['open', 'won', 'lost', 'gone'])

/** Which opportunities: of a subject (see figures), as far as one may open them, narrowed. */
const dealFilter = z.object({
  subject: z.string().max(60).default('company').describe('me, company, person:ID, team:ID or account:ID'),
  outcome: z.enum([...outcome.options, 'all']).default('open'),
  stage: z.string().max(200).optional(),
  stale: z.enum(['yes', 'no']).optional().describe('older than any that ever closed'),
  left: z
    .string()
    .max(200)
    .optional()
    .describe('a stage it left, as exports showed: for `reached`, or for the end that `outcome` names'),
  reached: z.string().max(200).optional().describe('the stage that it came to when it left `left`'),
  since: day.optional().describe('began on this day or later'),
  q: z.string().max(100).optional().describe('in its name, its number or its account’s name'),
  sort: z.enum(['due', '-due', 'worth', '-worth', 'created', '-created']).default('due'),
})

const deal = z.object({
  id,
  code: z.string(),
  name: z.string(),
  accountId: id.nullable(),
  account: z.string().nullable(),
  stage: z.string(),
  outcome,
  amount: z.number().int().nullable().describe('minor units of `currency`, as the source says'),
  currency: z.string(),
  worth: minor.nullable().describe('the amount, else what is assumed'),
  worthBy: z.enum(['said', 'list', 'unknown']).describe('list: list price times what is really paid'),
  credited: minor.nullable().describe('of `worth`, the subject’s share'),
  created: day.nullable(),
  /** Day it closed, else is expected to, else is assumed to. */
  due: day.nullable(),
  dueBy: z
    .enum(['closed', 'first_seen_closed', 'said', 'stage', 'all', 'unknown'])
    .describe('stage, all: usual waiting from the stage, or from the first day'),
  stale: z.boolean(),
  owners: z.array(z.object({ personId: id.nullable(), name: z.string(), share: z.number().int() })),
  lossReason: z.string().nullable(),
  competitor: z.string().nullable(),
  origin: z.string().nullable(),
})

export const listDeals = operation({
  name: 'ledger.opportunities',
  method: 'get',
  path: '/ledger/opportunities',
  summary: 'Opportunities as far as one may open them; open ones of hidden people as one sum for each.',
  query: dealFilter.extend(page.shape),
  output: z.object({
    opportunities: z.array(deal),
    /** How many one may open, and the worth credited to the subject, `hidden` included; told with the first page. */
    count: z.number().int().nullable(),
    total: minor.nullable(),
    hidden: z.array(z.object({ name: z.string(), count: z.number().int(), credited: minor })),
    next: z.string().nullable(),
  }),
})

export const dealsFile = operation({
  name: 'ledger.opportunitiesFile',
  method: 'get',
  path: '/ledger/opportunities.csv',
  summary: 'The same opportunities as a CSV file.',
  query: dealFilter,
  answers: 'file',
  output: download,
})

export const dealsWorkbook = operation({
  name: 'ledger.opportunitiesWorkbook',
  method: 'get',
  path: '/ledger/opportunities.xlsx',
  summary: 'The same opportunities as a workbook.',
  query: dealFilter,
  answers: 'file',
  output: download,
})

const activity = z.object({
  id,
  kind: z.string(),
  day,
  personId: id.nullable(),
  person: z.string(),
  accountId: id.nullable(),
  account: z.string().nullable(),
  opportunityId: id.nullable(),
  opportunity: z.string().nullable(),
})

/** A text, a day, people's names; or an amount of money. */
const value = z.union([z.string(), z.object({ amount: z.number().int(), currency: z.string() })]).nullable()

export const showDeal = operation({
  name: 'ledger.showOpportunity',
  method: 'get',
  path: '/ledger/opportunities/:id',
  summary: 'One opportunity with what is to be sold, and what changed from export to export.',
  params: z.object({ id }),
  output: deal.omit({ credited: true }).extend({
    products: z.array(z.object({ name: z.string(), quantity: z.string() })),
    firstSeen: day.describe('the export it was first in; its history begins there'),
    changes: z.array(
      z.object({
        day,
        field: z.enum(['stage', 'outcome', 'amount', 'expected', 'owners']),
        before: value,
        after: value,
      }),
    ),
  }),
})

export const listActivities = operation({
  name: 'ledger.activities',
  method: 'get',
  path: '/ledger/activities',
  summary: 'Activities within sight, newest first.',
  query: page.extend({
    subject: z.string().max(60).default('company').describe('me, company, person:ID, team:ID or account:ID'),
    opportunity: id.optional(),
    kind: z.string().max(200).optional(),
    from: day.optional(),
    to: day.optional(),
  }),
  output: z.object({ activities: z.array(activity), next: z.string().nullable() }),
})

export const listStages = operation({
  name: 'ledger.stages',
  method: 'get',
  path: '/ledger/stages',
  summary: 'Stages of the sales process in their order, and the exports that history was made from.',
  output: z.object({
    stages: z.array(
      z.object({ name: z.string(), outcome: z.enum(['open', 'won', 'lost']), given: z.boolean() }),
    ),
    exports: z.array(z.object({ source: z.string(), first: day, last: day, count: z.number().int() })),
  }),
})

export const dealMonths = operation({
  name: 'ledger.dealMonths',
  method: 'get',
  path: '/ledger/deal-months',
  summary:
    'For each person within sight and month: opportunities created, won and lost, and activities by kind.',
  query: z.object({ subject: z.string().max(60).default('me'), from: day, to: day }),
  output: z.object({
    months: z.array(
      z.object({
        personId: id,
        month: z.string(),
        created: z.number().int(),
        won: z.number().int(),
        lost: z.number().int(),
        wonWorth: minor,
        activities: z.record(z.string(), z.number().int()),
      }),
    ),
  }),
})

export const dealOperations = [
  listDeals,
  dealsFile,
  dealsWorkbook,
  showDeal,
  listActivities,
  listStages,
  dealMonths,
]
