import { signedIn } from '#access/permissions.ts'
import {
  personRecipeFile,
  personRecipeWorkbook,
  showRecipeFile,
  showRecipeWorkbook,
} from '#contract/recipe.ts'
import { exponentOf } from '#core/money/index.ts'
import { neededPerWeek } from '#core/recipe/index.ts'
import { held, tableFileActions } from '../table-files.ts'
import { organisationsRecipe, recipeOf } from './show.ts'

const share = { format: '0.0%' }
const number = { format: '0.00' }

/** The organisation's: an ingredient a row; where there is none, the refusal in figures. */
const organisations = tableFileActions([showRecipeFile, showRecipeWorkbook], {
  may: signedIn,
  async table(context) {
    const { recipe, candidates } = await organisationsRecipe(context)
    const { currency } = context.actor
    const major = 10 ** (exponentOf(currency) ?? 2)
    const found = recipe?.found
    const ingredients = found?.is === 'found' ? found.ingredients : []
    const says =
      found?.is === 'not_enough_data'
        ? `not enough data: ${found.months.have} of ${found.months.need} months, ${found.people.have} of ${found.people.need} people`
        : found?.is === 'nothing_holds'
          ? `nothing holds: ${found.tried} tried over ${found.tests} months`
          : 'not looked for yet'
    const tried = candidates.map(({ name }) => name).join(', ')
    return {
      name: `Recipe ${recipe?.to ?? ''}`.trim(),
      sheet: {
        name: 'Recipe',
        columns: [
          { name: 'Figure', width: 32 },
          { name: 'Months ahead' },
          ...['One more foretells', 'from', 'to'].map(name => ({
            name: `${name} (${currency})`,
            format: '#,##0.00',
          })),
          { name: 'Months in which it held', ...share },
          { name: 'Smaller misses, unseen months', ...share },
          { name: 'Chance without a lead', format: '0.000' },
        ],
        rows: held(
          ingredients.length === 0
            ? [
                [says, ...Array.from({ length: 7 }, () => null)],
                [`tried: ${tried}`, ...Array.from({ length: 7 }, () => null)],
              ]
            : ingredients.map(({ name, lag, strength, held: kept, skill, p }) => [
                name,
                lag,
                strength.estimate / major,
                strength.low / major,
                strength.high / major,
                kept,
                skill,
                p,
              ]),
        ),
      },
    }
  },
})

/** A person's: a step a row, from the first to the last before money. */
const persons = tableFileActions([personRecipeFile, personRecipeWorkbook], {
  may: signedIn,
  async table(context, { params }) {
    const { person, measured, target } = await recipeOf(context, params.id)
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
      name: `Recipe of ${person.name}`,
      sheet: {
        name: person.name,
        columns: [
          { name: 'A week', width: 32 },
          ...['Needed', 'Done lately', 'Those who reached theirs: lower', 'middle', 'upper'].map(name => ({
            name,
            ...number,
          })),
          ...['Goes on', 'from', 'to', 'usual'].map(name => ({ name, ...number })),
        ],
        rows: held(
          steps.map(({ name, lately, achieved, rate, usual }, n) => [
            name,
            needed[n]?.perWeek ?? null,
            lately,
            achieved?.low ?? null,
            achieved?.middle ?? null,
            achieved?.high ?? null,
            rate.estimate,
            rate.low,
            rate.high,
            usual,
          ]),
        ),
      },
    }
  },
})

export const recipeFiles = [...organisations, ...persons]
