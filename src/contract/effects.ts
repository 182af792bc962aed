import { z } from 'zod'
import { operation, tableFiles, whichTable } from './operation.ts'
import { day, done, id } from './shapes.ts'

const days = z.object({ from: day, to: day })

/** Figures that a person has in every month, or that leave out who has none. */
export const movedFigures = [
  'billed_revenue',
  'gross_margin',
  'orders',
  'average_order',
  'active_accounts',
  'discount_given',
  'price_realisation',
] as const
export const interventionKinds = ['training', 'price', 'process', 'crm_use'] as const

const about = z.object({
  kind: z.enum(interventionKinds),
  name: z.string().trim().min(1).max(200),
  figure: z.enum(movedFigures),
  /** What it was to bring, in the words of who did it. */
  meant: z.string().trim().max(2000),
  /** Of crm_use: activities a month from which somebody counts as reached. */
  level: z.number().int().min(1).max(10_000).nullable(),
})

const shown = about.extend({
  id,
  mayChange: z.boolean(),
  /** When it was last written, to the microsecond. */
  changedAt: z.string(),
  /** Whom it reached from which day, of the people whose figures one sees. */
  people: z.array(z.object({ personId: id, name: z.string(), from: day })),
})

export const listInterventions = operation({
  name: 'effects.list',
  method: 'get',
  path: '/effects',
  summary: 'What was done to change a figure, of what one knows, the latest first.',
  output: z.object({ interventions: z.array(shown), mayAdd: z.boolean() }),
})

export const [interventionsFile, interventionsWorkbook] = tableFiles({
  name: 'effects.list',
  path: '/effects',
  what: 'What was done to change a figure',
})

const estimate = z.object({ estimate: z.number(), low: z.number(), high: z.number(), p: z.number() })

const effect = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('found'),
    /** In shares of each person’s own mean before: .08 is 8 % of what is usual for them. */
    overall: estimate,
    /** By months since it began; −1 is the last before. Months with fewer than four people on a side are left out. */
    since: z.array(estimate.extend({ since: z.number().int() })),
    /** How both ran before; null where there was one month alone. */
    before: z
      .object({
        p: z.number(),
        apart: z.boolean().describe('a difference was shown: the rest must not be read as an effect'),
        drift: estimate
          .nullable()
          .describe(
            'by how much more a month the reached rose before; null where fewer than three months tell',
          ),
      })
      .nullable(),
    treated: z.number().int(),
    untreated: z.number().int(),
    /** How intervals were made: `influence` where no estimate has fewer than 20 people on a side. */
    by: z.enum(['randomisation', 'influence']),
    /** The months whose mean is a person’s usual. */
    base: z.object({ from: day, to: day }),
    to: day,
  }),
  z.object({
    is: z.literal('none'),
    why: z.enum([
      'nobody_reached',
      'nothing_before',
      'nothing_after',
      'too_few_treated',
      'too_few_untreated',
    ]),
  }),
])

export const showIntervention = operation({
  name: 'effects.show',
  method: 'get',
  path: '/effects/:id',
  summary: 'What changed after it, for those it reached against those it had not reached yet.',
  params: z.object({ id }),
  output: z.object({
    intervention: shown,
    /** Null while it is being worked out. */
    effect: effect.nullable(),
    foundAt: z.string().nullable(),
  }),
})

export const [estimatesFile, estimatesWorkbook] = tableFiles({
  name: 'effects.estimates',
  path: '/effects/:id/estimates',
  what: 'What changed after it, whole and by months since it began, person by person, or whom it reached,',
  params: z.object({ id }),
  query: z.object({ what: whichTable(['effect', 'people', 'reached']) }),
})

export const behindIntervention = operation({
  name: 'effects.behind',
  method: 'get',
  path: '/effects/:id/behind',
  summary: 'What an effect is made of, person by person, of those whose figures one sees.',
  params: z.object({ id }),
  output: z.object({
    name: z.string(),
    /** The months whose mean is usual; null where there is no effect to be made of anything. */
    base: days.nullable(),
    unit: z.string(),
    people: z.array(
      z.object({
        personId: id,
        name: z.string(),
        reached: z.boolean(),
        leftOut: z.enum(['value_missing', 'newcomer']).nullable(),
        /** The figure a month: usually, in the last month before it began, and on average since. */
        usual: z.number(),
        before: z.number(),
        since: z.number(),
        change: z
          .number()
          .describe(
            'from the month before to the mean since, as a share of what was usual; where all began in one month the ' +
              'mean of those reached, less that of the others, is the effect',
          ),
        monthBefore: days,
        monthsSince: days,
      }),
    ),
  }),
})

const wanted = about.extend({
  /** Empty for crm_use, where activities say whom it reached. */
  people: z.array(z.object({ personId: id, from: day })).max(20_000),
})

export const addIntervention = operation({
  name: 'effects.add',
  method: 'post',
  path: '/effects',
  summary: 'Write down what was done to change a figure, and whom it reached from when.',
  body: wanted,
  output: z.object({ id }),
})

/** `changedAt` of what one looked at: nobody's change is written over unseen. */
const follows = z.object({ follows: z.string().max(40) })

export const changeIntervention = operation({
  name: 'effects.change',
  method: 'put',
  path: '/effects/:id',
  summary: 'Change what is written of an intervention, people included.',
  params: z.object({ id }),
  body: wanted.extend(follows.shape),
  output: done,
})

export const dropIntervention = operation({
  name: 'effects.drop',
  method: 'delete',
  path: '/effects/:id',
  summary: 'Take an intervention back; the log keeps it.',
  params: z.object({ id }),
  query: follows,
  output: done,
})

export const effectsOperations = [
  listInterventions,
  interventionsFile,
  interventionsWorkbook,
  showIntervention,
  behindIntervention,
  estimatesFile,
  estimatesWorkbook,
  addIntervention,
  changeIntervention,
  dropIntervention,
]
