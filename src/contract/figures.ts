import { z } from 'zod'
import { operation, tableFiles } from './operation.ts'
import { day, id, minor, sortBy } from './shapes.ts'

/** me, company, person:ID, team:ID (the team of that manager) or account:ID. */
export const subject = z
  .string()
  .regex(
    /^(me|company|(person|team|account):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
    'me, company, person:ID, team:ID or account:ID',
  )

/** What a figure comes to: a value, or why there is none. Money in minor units, ratios as fractions of one. */
export const figureValue = z.object({
  value: z.number().nullable(),
  /** Why there is no value, or what it leaves out, in a sentence. */
  none: z.string().nullable(),
  /** Share of billing that has the ingredients, where some lines lack one; else null. */
  covered: z.number().nullable(),
})
export type FigureValue = z.output<typeof figureValue>

const definition = z.object({
  /** Of the catalogue, activity:KIND or own:ID. */
  key: z.string(),
  name: z.string(),
  meaning: z.string(),
  unit: z.string(),
  formula: z.string(),
  owner: z.string(),
  goodWay: z.enum(['up', 'down', 'none']),
  timing: z.enum(['leading', 'lagging']),
  kind: z.enum(['adds', 'ratio', 'distinct', 'derived']),
  /** What it is broken down by beside people and teams; null: by all. */
  ways: z.array(z.enum(['account', 'product_line', 'category', 'channel', 'territory'])).nullable(),
  /** What lies behind it: billing lines, and deals or activities; a quota is agreed, and nothing lies behind it. */
  madeOf: z.array(z.enum(['lines', 'work'])),
  /** Why there is nothing to show of it yet. */
  empty: z.string().nullable(),
  /** Of the organisation's own figures: which version holds today, since when. */
  own: z.object({ id, version: z.number().int(), from: day }).nullable(),
})

export const catalogue = operation({
  name: 'figures.catalogue',
  method: 'get',
  path: '/figures/catalogue',
  summary: 'Every figure, defined once.',
  output: z.object({ figures: z.array(definition) }),
})

export const period = z.object({
  kind: z.enum(['day', 'month', 'quarter', 'year', 'year_to_date', 'rolling_12', 'range']),
  code: z.string(),
  from: day,
  to: day,
  /** Facts are in up to here: earlier than `to` while the period is under way. */
  until: day,
  incomplete: z.boolean(),
})
export type FigurePeriod = z.output<typeof period>

export const choices = operation({
  name: 'figures.choices',
  method: 'get',
  path: '/figures/choices',
  summary: 'Whose figures one may see, for which periods, and by what they can be broken down.',
  output: z.object({
    me: z.object({ subject: z.string(), name: z.string() }),
    people: z.array(z.object({ subject: z.string(), name: z.string(), isHouse: z.boolean() })),
    teams: z.array(z.object({ subject: z.string(), name: z.string(), depth: z.enum(['open', 'sum']) })),
    periods: z.array(period),
    productLines: z.array(z.string()),
    categories: z.array(z.string()),
    channels: z.array(z.string()),
    territories: z.array(z.object({ id, name: z.string() })),
  }),
})

/** A period by kind and code (as `choices` lists them), or by its own days. */
export const when = z.object({
  period: z
    .enum(['day', 'month', 'quarter', 'year', 'year_to_date', 'rolling_12', 'range'])
    .default('quarter'),
  code: z.string().max(60).optional().describe('absent: the period that today lies in'),
  from: day.optional(),
  to: day.optional(),
})
export const narrowed = z.object({
  account: id.optional(),
  productLine: z.string().max(200).optional(),
  category: z.string().max(200).optional(),
  channel: z.string().max(200).optional(),
  territory: id.optional(),
})
const breakdown = z.enum([
  'none',
  'person',
  'branch',
  'account',
  'product_line',
  'category',
  'channel',
  'territory',
])

const cell = figureValue.extend({
  before: z.number().nullable().describe('the period before, up to the same point'),
  yearBefore: z.number().nullable().describe('a year earlier, up to the same point'),
})

const tableQuery = z
  .object({ subject: subject.default('me'), by: breakdown.default('none') })
  .extend(when.shape)
  .extend(narrowed.shape)
  .extend({
    figures: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .describe('absent: all that the break-down has'),
  })

export const table = operation({
  name: 'figures.table',
  method: 'get',
  path: '/figures/table',
  summary:
    'Figures of a subject for a period, whole and broken down, against the period before and the year before.',
  query: tableQuery,
  output: z.object({
    subject: z.object({ subject: z.string(), name: z.string() }),
    period,
    comparedTo: z.object({ before: period.nullable(), yearBefore: period.nullable() }),
    figures: z.array(z.string()),
    total: z.object({ cells: z.record(z.string(), cell) }),
    rows: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        /** A person whose name one may not see; the row keeps its numbers so that it adds up. */
        hidden: z.boolean(),
        /** The subject to open for this row, where one may. */
        subject: z.string().nullable(),
        cells: z.record(z.string(), cell),
      }),
    ),
    /** Why the break-down is not shown, when it is not. */
    withheld: z.string().nullable(),
  }),
})

export const [tableFile, tableWorkbook] = tableFiles({
  name: 'figures.table',
  path: '/figures/table',
  what: 'The same table',
  query: tableQuery,
})

export const series = operation({
  name: 'figures.series',
  method: 'get',
  path: '/figures/series',
  summary: 'Figures of a subject over the last periods of a kind, the one under way last and marked.',
  query: z.object({
    subject: subject.default('me'),
    figures: z.union([z.string(), z.array(z.string())]),
    period: z.enum(['day', 'month', 'quarter', 'year']).default('month'),
    count: z.coerce.number().int().min(1).max(120).default(13),
    ...narrowed.shape,
  }),
  output: z.object({
    subject: z.object({ subject: z.string(), name: z.string() }),
    points: z.array(z.object({ period, values: z.record(z.string(), figureValue) })),
  }),
})

const basis = z.object({
  /** `complete`: every quota counts in full, for its period is over. */
  kind: z.enum(['own_history', 'wider_history', 'straight_line', 'complete']),
  name: z.string(),
  periods: z.number().int(),
  share: z.number().describe('of the period usually billed by this point'),
  low: z.number(),
  high: z.number(),
  sentence: z.string(),
})

const standing = z.object({
  subject: z.string(),
  name: z.string(),
  isHouse: z.boolean(),
  hidden: z.boolean(),
  billed: minor,
  quota: minor.nullable(),
  attainment: figureValue,
  gap: minor.nullable(),
  shouldBe: z.object({ amount: minor, low: minor, high: minor, basis }).nullable(),
  /** ahead, on_track, behind against where-one-should-be-today; none without a quota. */
  state: z.enum(['ahead', 'on_track', 'behind', 'none']),
  before: minor.nullable(),
  yearBefore: minor.nullable(),
})
export type Standing = z.output<typeof standing>

const standingsQuery = z
  .object({ subject: subject.default('me'), by: z.enum(['person', 'branch']).default('branch') })
  .extend(when.shape)

export const standings = operation({
  name: 'figures.standings',
  method: 'get',
  path: '/figures/standings',
  summary:
    'Where a subject and those directly below it stand in a period: billed, quota, where one should be today.',
  query: standingsQuery,
  output: z.object({ period, whole: standing, parts: z.array(standing), withheld: z.string().nullable() }),
})

export const [standingsFile, standingsWorkbook] = tableFiles({
  name: 'figures.standings',
  path: '/figures/standings',
  what: 'The same standings',
  query: standingsQuery.extend({
    sort: sortBy('name', 'billed', 'quota', 'attainment', 'gap', 'should', 'state', 'year')
      .optional()
      .describe('as the screen has them if absent; the whole stands first'),
  }),
})

export const figuresOperations = [
  catalogue,
  choices,
  table,
  tableFile,
  tableWorkbook,
  series,
  standings,
  standingsFile,
  standingsWorkbook,
]
