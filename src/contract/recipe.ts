import { z } from 'zod'
import { operation, tableFiles, whichTable } from './operation.ts'
import { day, id, minor } from './shapes.ts'

const rate = z.object({ estimate: z.number(), low: z.number(), high: z.number() })

const ingredient = z.object({
  /** A figure of the catalogue; `name` as it is called today. */
  figure: z.string(),
  name: z.string(),
  unit: z.string(),
  /** Months from the figure to the billing that it foretells, at least 1. */
  lag: z.number().int(),
  /** Billing (minor units) that one more of the figure foretells beyond the plain forecast. */
  strength: rate,
  /** Share of the tested months in which it helped. */
  held: z.number(),
  /** How much smaller the squared misses were in months not seen. */
  skill: z.number(),
  p: z.number(),
})

const missing = z.object({ have: z.number().int(), need: z.number().int() })

const found = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('found'),
    ingredients: z.array(ingredient),
    tried: z.number().int(),
    tests: z.number().int(),
  }),
  z.object({ is: z.literal('nothing_holds'), tried: z.number().int(), tests: z.number().int() }),
  z.object({
    is: z.literal('not_enough_data'),
    months: missing,
    people: missing,
    figures: z.number().int(),
  }),
])

const share = rate.extend({ of: z.number().int() })
const closing = z.object({
  /** Null where too few deals are decided to tell. */
  quarterEnd: z
    .object({
      atEnd: share,
      before: share,
      difference: rate,
      quarters: z.object({ higher: z.number().int(), of: z.number().int() }),
    })
    .nullable(),
  /** Days from a deal's creation to its decision: percentiles, and counts by fortnight from 0. */
  lag: z
    .object({
      count: z.number().int(),
      low: z.number(),
      lower: z.number(),
      middle: z.number(),
      upper: z.number(),
      high: z.number(),
      fortnights: z.array(z.number().int()),
    })
    .nullable(),
})

export const showRecipe = operation({
  name: 'recipe.show',
  method: 'get',
  path: '/recipe',
  summary: 'Which figures foretell billing in this organisation, or why that cannot be said.',
  output: z.object({
    /** Every leading figure that there is anything to say of: what is tried at each lag. */
    candidates: z.array(z.object({ key: z.string(), name: z.string() })),
    /** Null until the first has been looked for. */
    recipe: z
      .object({
        /** Whole months that it stands on; `from` null where there is none. */
        from: day.nullable(),
        to: day,
        foundAt: z.string(),
        months: z.number().int(),
        people: z.number().int(),
        found,
        /** Null where no deals are known. */
        closing: closing.nullable(),
      })
      .nullable(),
  }),
})

export const [showRecipeFile, showRecipeWorkbook] = tableFiles({
  name: 'recipe.show',
  path: '/recipe',
  what: 'The same recipe, what was tried, or how deals are decided,',
  query: z.object({ what: whichTable(['recipe', 'candidates', 'closing']) }),
})

const step = z.object({
  /** The figure that counts it: active_accounts, orders, opportunities_created or activity:KIND. */
  step: z.string(),
  name: z.string(),
  /** How much of it goes on to the next step, or how many of the next it brings. */
  rate,
  /** Of comparable people; null where fewer than four stand behind it. */
  usual: z.number().nullable(),
  /** A week, over the last three whole months. */
  lately: z.number(),
  /** What comparable people who reached their quotas did a week: quartiles; null where they are fewer than four. */
  achieved: z
    .object({ low: z.number(), middle: z.number(), high: z.number(), people: z.number().int() })
    .nullable(),
})

const steeredBy = z.object({
  figure: z.string().trim().min(1).max(120),
  perWeek: z.number().min(0).max(100_000).nullable(),
  note: z.string().trim().max(1000),
})
const kept = z.object({ figures: z.array(steeredBy).max(12), note: z.string().trim().max(4000) })
const keptNamed = kept.extend({ figures: z.array(steeredBy.extend({ name: z.string() })) })

export const personRecipe = operation({
  name: 'recipe.person',
  method: 'get',
  path: '/recipe/people/:id',
  summary:
    'A person’s own rates, what their target needs a week beside what is done, and what they steer by.',
  params: z.object({ id }),
  output: z.object({
    person: z.object({ id, name: z.string() }),
    /** Null until it has been measured, and for who does not sell. */
    measured: z
      .object({
        to: day,
        /** Of an order, or of a won deal: minor units. */
        size: rate.nullable(),
        /** Days from a deal's creation to winning it. */
        days: rate.nullable(),
        /** Days within which each tenth of won deals was won, .1 to .9; null where too few are known. */
        cycle: z.array(z.number()).nullable(),
        steps: z.array(step),
        /** How many people's records it is drawn towards. */
        comparable: z.number().int(),
        /** The days of `lately`: the last three whole months. */
        lately: z.object({ from: day, to: day }),
      })
      .nullable(),
    /** The quota of these days; null without one. */
    target: z
      .object({ from: day, to: day, quota: minor, billed: minor, missing: minor, weeks: z.number() })
      .nullable(),
    /** The latest first. */
    versions: z.array(z.object({ version: z.number().int(), at: z.string(), kept: keptNamed })),
  }),
})

export const [personRecipeFile, personRecipeWorkbook] = tableFiles({
  name: 'recipe.person',
  path: '/recipe/people/:id/weeks',
  what: 'What the target needs a week at each step, beside what is done, or what they steer by,',
  params: z.object({ id }),
  query: z.object({ what: whichTable(['weeks', 'kept']) }),
})

export const keepRecipe = operation({
  name: 'recipe.keep',
  method: 'put',
  path: '/recipe/mine',
  summary: 'Keep what one steers by, as the next version of one’s own recipe.',
  /** `version` is the one that this follows: 0 for the first. */
  body: kept.extend({ follows: z.number().int().min(0) }),
  output: z.object({ version: z.number().int() }),
})

export const recipeOperations = [
  showRecipe,
  showRecipeFile,
  showRecipeWorkbook,
  personRecipe,
  personRecipeFile,
  personRecipeWorkbook,
  keepRecipe,
]
