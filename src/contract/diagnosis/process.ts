import { z } from 'zod'
import { subject } from '../figures.ts'
import { operation, tableFiles, whichTable } from '../operation.ts'
import { day, id, minor } from '../shapes.ts'

const count = z.number().int()
const named = z.object({ subject: z.string(), name: z.string() })
const interval = z.object({ estimate: z.number(), low: z.number(), high: z.number() })
/** Days, with 95 % bounds; null where too few have ended for one. */
const median = z.object({
  median: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  of: count,
  ended: count,
})
const flow = z.object({ to: z.string(), moves: count, deals: count })

const query = z.object({
  subject: subject.default('me'),
  since: day.optional().describe('deals that began on this day or later; absent: all that are known'),
})

const side = z.object({ deals: count, closed: count, won: interval, lasts: median })

export const processMap = operation({
  name: 'diagnosis.process',
  method: 'get',
  path: '/diagnosis/process',
  summary: 'How deals go: from stage to stage, on and back, how many and how long they wait.',
  query,
  output: z.object({
    subject: named,
    /** A sum: of this team, above oneself, there are no loss reasons and no deals to open. */
    sum: z.boolean(),
    /** From when to when exports tell of it; null where none came in. */
    history: z
      .object({
        first: day,
        last: day,
        exports: count.describe('the most that one source has; with one there are no moves'),
        grain: z.number().nullable().describe('median days from one export to the next'),
        deals: count,
        closedUnseen: count.describe('closed when first seen, so that nobody knows their way'),
      })
      .nullable(),
    stages: z.array(
      z.object({
        name: z.string(),
        entered: count.describe('stays in it: on + back + won + lost + gone + open'),
        deals: count,
        unseenBeginnings: count.describe('stays that began before the first export; no part of the wait'),
        started: count,
        reopened: count,
        on: z.array(flow),
        back: z.array(flow),
        won: count,
        lost: count,
        gone: count.describe('no longer in the export'),
        open: count,
        conversion: interval.nullable().describe('of those that left it, the share that went on or was won'),
        wait: median,
        lossReasons: z.array(z.object({ reason: z.string().nullable(), deals: count })),
      }),
    ),
    goingBack: z.object({
      none: z.enum(['no_history', 'too_few']).nullable(),
      share: interval.nullable().describe('of the deals whose way was seen'),
      compared: z
        .object({
          returned: side,
          straight: side,
          difference: interval.describe('share won of those that went back, less that of the others'),
        })
        .nullable(),
    }),
    /** What dates alone tell, from the first day to the last. */
    closing: z.object({ all: median, won: median, lost: median, engaged: median, undated: count }),
  }),
})

export const [processFile, processWorkbook] = tableFiles({
  name: 'diagnosis.process',
  path: '/diagnosis/process',
  what: 'Every flow from stage to stage, or how deals that went back fared and how long deals last,',
  query: query.extend({ what: whichTable(['flows', 'lasting']) }),
})

const states = ['new', 'bought', 'back', 'paused', 'lost', 'left'] as const
const state = z.enum(states)
const lives = z.object({
  subject: subject.default('me'),
  period: z.enum(['month', 'quarter', 'year']).default('quarter'),
})
const effort = z.object({
  accounts: count,
  before: z.number(),
  since: z.number(),
  touched: interval.nullable(),
  kinds: z.array(z.object({ kind: z.string(), before: z.number(), since: z.number() })),
})

export const accountLives = operation({
  name: 'diagnosis.accountLives',
  method: 'get',
  path: '/diagnosis/accounts',
  summary: 'How accounts live: new, buying again, pausing, lost, back; and what it takes to keep one buying.',
  query: lives,
  output: z.object({
    subject: named,
    sum: z.boolean(),
    /** Why there is nothing, when there is nothing. */
    none: z.enum(['no_billing', 'ledger_too_young', 'too_few_people']).nullable(),
    /** The period in which lost accounts can be told for the first time. */
    lostFrom: z.string().nullable(),
    periods: z.array(
      z.object({
        code: z.string(),
        from: day,
        to: day,
        counts: z.record(state, count),
        lostTold: z.boolean(),
        /** Accounts billed in it. */
        active: count,
        /** Activities on accounts active in it; null: none were recorded at all. */
        activities: count.nullable(),
      }),
    ),
    /** Over all steps from one of these periods to the next; `from` null: no account before. */
    moves: z.array(z.object({ from: state.nullable(), to: state, times: count, share: interval.nullable() })),
    /** Days from the first order ever to the second. */
    second: median,
    /** Whole, and by thirds of size where there are enough: of those active in the year before last. */
    keeping: z.array(
      z.object({
        size: z.enum(['all', 'large', 'middle', 'small']),
        accounts: count,
        kept: interval,
        wait: median,
        effort: z.object({ kept: effort, lost: effort }).nullable(),
      }),
    ),
    /** The years that `keeping` compares. */
    years: z
      .object({ before: z.object({ from: day, to: day }), since: z.object({ from: day, to: day }) })
      .nullable(),
  }),
})

export const [livesFile, livesWorkbook] = tableFiles({
  name: 'diagnosis.accountLives',
  path: '/diagnosis/accounts',
  what: 'Accounts by state and period with the moves between, or what it takes to keep one buying,',
  query: lives.extend({ what: whichTable(['states', 'keeping', 'activities', 'periods']) }),
})

const inState = lives.extend({
  state,
  from: state
    .or(z.literal('none'))
    .optional()
    .describe('the state before, over all steps; absent: the last period alone'),
})

export const accountsIn = operation({
  name: 'diagnosis.accountsIn',
  method: 'get',
  path: '/diagnosis/accounts/in',
  summary: 'The accounts behind a state, or behind a move from one to another.',
  query: inState,
  output: z.object({
    subject: named,
    accounts: z.array(
      z.object({
        id: id.nullable(),
        name: z.string(),
        period: z.string(),
        net: minor.describe('billed in the period'),
        twoYears: minor.describe('billed in the two years that end with it'),
      }),
    ),
    count,
  }),
})

export const [accountsInFile, accountsInWorkbook] = tableFiles({
  name: 'diagnosis.accountsIn',
  path: '/diagnosis/accounts/in',
  what: 'The accounts behind a state or a move',
  query: inState,
})

export const processOperations = [
  processMap,
  processFile,
  processWorkbook,
  accountLives,
  livesFile,
  livesWorkbook,
  accountsIn,
  accountsInFile,
  accountsInWorkbook,
]
