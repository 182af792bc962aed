import { signedIn } from '#access/permissions.ts'
import {
  type personRecipe,
  personRecipeFile,
  personRecipeWorkbook,
  type showRecipe,
  showRecipeFile,
  showRecipeWorkbook,
} from '#contract/recipe.ts'
import type { Cells, Output, Sheet } from '#contract/operation.ts'
import { neededPerWeek } from '#core/recipe/index.ts'
import { countColumn, interval, shareColumn, textColumn, unitsOf } from '../asked/columns.ts'
import { sheetFileActions } from '../table-files.ts'
import { organisationsRecipe, recipeOf } from './show.ts'

type Told = Output<typeof showRecipe>
type Own = Output<typeof personRecipe>

const number = (name: string) => ({ name, format: '0.00' })

/** The organisation's: what was found or why nothing was, what was tried, and how deals are decided. */
const organisations = sheetFileActions([showRecipeFile, showRecipeWorkbook], {
  may: signedIn,
  async tables(context, { query }) {
    const told = await organisationsRecipe(context)
    return {
      name: `Recipe ${told.recipe?.to ?? ''}`.trim(),
      what: query.what,
      of: {
        recipe: () => foundSheet(told, context.actor.currency),
        candidates: () => ({
          name: 'Candidates',
          columns: [textColumn('Figure', 32), textColumn('Key', 32)],
          rows: told.candidates.map(({ name, key }) => [name, key]),
        }),
        closing: () => closingSheet(told.recipe?.closing ?? null),
      },
    }
  },
})

/** An ingredient a row; where there is none, the refusal in figures. */
function foundSheet({ recipe, candidates }: Told, currency: string): Sheet {
  const { column, amount } = unitsOf(currency)
  const found = recipe?.found
  const columns = [
    textColumn('Figure', 32),
    { name: 'Months ahead' },
    ...['One more foretells', 'from', 'to'].map(column),
    ...['Months in which it held', 'Smaller misses, unseen months'].map(shareColumn),
    { name: 'Chance without a lead', format: '0.000' },
  ]
  const said = (sentence: string): Cells => [sentence, ...columns.slice(1).map(() => null)]
  const tried = candidates.map(({ name }) => name).join(', ')
  return {
    name: 'Recipe',
    columns,
    rows:
      found?.is === 'found'
        ? found.ingredients.map(({ name, lag, strength, held, skill, p }) => [
            name,
            lag,
            ...interval(strength).map(amount),
            held,
            skill,
            p,
          ])
        : [said(refusal(found)), said(`tried: ${tried}`)],
  }
}

function refusal(found: NonNullable<Told['recipe']>['found'] | undefined): string {
  if (found?.is === 'not_enough_data') {
    const { months, people } = found
    return `not enough data: ${months.have} of ${months.need} months, ${people.have} of ${people.need} people`
  }
  return found?.is === 'nothing_holds'
    ? `nothing holds: ${found.tried} tried over ${found.tests} months`
    : 'not looked for yet'
}

/** Whether quarters' ends win more, and how long deals take from creation to decision. */
function closingSheet(closing: NonNullable<Told['recipe']>['closing']): Sheet {
  const { quarterEnd, lag } = closing ?? {}
  const none = [null, null, null]
  return {
    name: 'How deals are decided',
    columns: [
      textColumn('What', 44),
      ...['Share', 'from (95 %)', 'to (95 %)'].map(shareColumn),
      countColumn('Deals'),
      ...['Days: median', 'middle half from', 'to'].map(name => ({ name, format: '0' })),
    ],
    rows: [
      ...(quarterEnd
        ? [
            ['Won in last months of a quarter', ...interval(quarterEnd.atEnd), quarterEnd.atEnd.of, ...none],
            ['Won in other months', ...interval(quarterEnd.before), quarterEnd.before.of, ...none],
            ['Last months less the others', ...interval(quarterEnd.difference), null, ...none],
          ]
        : []),
      ...(lag ? [['From creation to decision', ...none, lag.count, lag.middle, lag.lower, lag.upper]] : []),
    ],
  }
}

/** A person's: what the target needs a week, and what they steer by. */
const persons = sheetFileActions([personRecipeFile, personRecipeWorkbook], {
  may: signedIn,
  async tables(context, { params, query }) {
    const own = await recipeOf(context, params.id)
    return {
      name: `Recipe of ${own.person.name}`,
      what: query.what,
      of: { weeks: () => weeksSheet(own), kept: () => keptSheet(own) },
    }
  },
})

/** A step a row, from the first to the last before money. */
function weeksSheet({ person, measured, target }: Own): Sheet {
  const steps = measured?.steps ?? []
  const needed =
    target && measured?.size && target.weeks > 0
      ? neededPerWeek({
          missing: target.missing,
          weeks: target.weeks,
          dealSize: measured.size.estimate,
          steps: steps.map(({ step, rate }) => ({ step, rate: rate.estimate })),
        })
      : []
  return {
    name: person.name,
    columns: [
      textColumn('A week', 32),
      ...['Needed', 'Done lately', 'Those who reached theirs: lower', 'middle', 'upper'].map(number),
      ...['Goes on', 'from', 'to', 'usual'].map(number),
    ],
    rows: steps.map(({ name, lately, achieved, rate, usual }, n) => [
      name,
      needed[n]?.perWeek ?? null,
      lately,
      achieved?.low ?? null,
      achieved?.middle ?? null,
      achieved?.high ?? null,
      ...interval(rate),
      usual,
    ]),
  }
}

/** The latest version: each figure with its level, and under them how they go about it. */
function keptSheet({ versions: [latest] }: Own): Sheet {
  return {
    name: 'Steers by',
    columns: [textColumn('Figure', 32), number('A week'), textColumn('Note', 60), { name: 'Version' }],
    rows: latest
      ? [
          ...latest.kept.figures.map(({ name, perWeek, note }) => [name, perWeek, note, latest.version]),
          ...(latest.kept.note ? [['How they go about it', null, latest.kept.note, latest.version]] : []),
        ]
      : [],
  }
}

export const recipeFiles = [...organisations, ...persons]
