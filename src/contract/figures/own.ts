import { z } from 'zod'
import { operation } from '../operation.ts'
import { day, id, minor } from '../shapes.ts'

const word = z.string().trim().min(1).max(200)

/** Which deals; each that is said must hold. */
const where = z.object({
  productLine: word.optional(),
  origin: word.optional(),
  lossReason: word.optional(),
  competitor: word.optional(),
  least: minor.optional().describe('of the deal’s worth'),
})

const formula = z.discriminatedUnion('is', [
  z.object({ is: z.literal('activities'), kinds: z.array(word).max(40) }),
  z.object({ is: z.literal('entered'), stage: word, where }),
  z.object({ is: z.literal('deals'), outcome: z.enum(['created', 'won', 'lost']), where }),
  z.object({ is: z.literal('ratio'), upper: word, lower: word, as: z.enum(['share', 'number']) }),
])

const definition = z.object({
  name: z.string().trim().min(1).max(80),
  meaning: z.string().trim().min(1).max(500),
  /** Who answers for it. */
  owner: z.string().trim().min(1).max(120),
  goodWay: z.enum(['up', 'down', 'none']),
  timing: z.enum(['leading', 'lagging']),
  formula,
})
export type OwnFigureDefinition = z.output<typeof definition>

const name = z.object({ key: z.string(), name: z.string() })

export const ownFigures = operation({
  name: 'figures.own',
  method: 'get',
  path: '/figures/own',
  summary: 'The organisation’s own figures, version after version, and what one may be made of.',
  output: z.object({
    figures: z.array(
      z.object({
        id,
        key: z.string(),
        /** The latest first. */
        versions: z.array(
          z.object({
            version: z.number().int(),
            from: day,
            retired: z.boolean(),
            definition,
            at: z.string(),
            by: z.string().nullable(),
            why: z.string(),
          }),
        ),
      }),
    ),
    /** Null for who may not define any. */
    ingredients: z
      .object({
        kinds: z.array(z.string()),
        stages: z.array(z.string()),
        productLines: z.array(z.string()),
        origins: z.array(z.string()),
        lossReasons: z.array(z.string()),
        competitors: z.array(z.string()),
        /** Those that add up, for a ratio. */
        figures: z.array(name),
      })
      .nullable(),
  }),
})

export const defineFigure = operation({
  name: 'figures.define',
  method: 'post',
  path: '/figures/own',
  summary: 'Define a figure of the organisation’s own; it holds for all days, those that are past included.',
  body: definition,
  output: z.object({ id, key: z.string() }),
})

/** `follows` is the version that this one was made from. */
const follows = z.number().int().min(1)

export const reviseFigure = operation({
  name: 'figures.revise',
  method: 'put',
  path: '/figures/own/:id',
  summary: 'Define an own figure anew, or retire it, from a day on; earlier days keep what it was.',
  params: z.object({ id }),
  body: z.object({
    follows,
    from: day,
    retired: z.boolean().default(false),
    definition,
    why: z.string().trim().min(1).max(500),
  }),
  output: z.object({ version: z.number().int() }),
})

export const takeBackFigure = operation({
  name: 'figures.takeBack',
  method: 'post',
  path: '/figures/own/:id/take-back',
  summary: 'Take back the last change of an own figure: what was before it holds again, from the same day.',
  params: z.object({ id }),
  body: z.object({ follows }),
  output: z.object({ version: z.number().int() }),
})

export const ownFigureOperations = [ownFigures, defineFigure, reviseFigure, takeBackFigure]
