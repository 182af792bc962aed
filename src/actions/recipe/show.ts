import type { Context } from '../action.ts'
import type { personRecipe, showRecipe } from '#contract/recipe.ts'
import type { Output } from '#contract/operation.ts'
import { addDays, type Day, daysBetween, type Range, wholeMonths } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import { isCandidate, type NoRecipe, type Recipe } from '#core/recipe/index.ts'
import { seenPerson } from '#db/figures/subjects.ts'
import { latestRecipe, measuredOf, targetOn } from '#db/recipe/found.ts'
import { keptBy } from '#db/recipe/own.ts'
import { bookOf, type Definitions, emptyFor } from '../asked/book.ts'
import { calendarOf } from '../asked/calendar.ts'

export async function organisationsRecipe({ db, scope, actor }: Context): Promise<Output<typeof showRecipe>> {
  const book = await bookOf(db)
  const definitions = book.on(actor.today)
  const candidates = [...definitions.values()]
    .filter(figure => isCandidate(figure) && !emptyFor(figure, book.known))
    .map(({ key, name }) => ({ key, name }))
  const latest = await latestRecipe(db, scope)
  if (!latest) return { candidates, recipe: null }
  const { to, foundAt, found } = latest
  const { from, months, people, closing, recipe } = found
  const shown = told(recipe, definitions)
  return { candidates, recipe: { from, to, foundAt, months, people, closing, found: shown } }
}

function told(recipe: Recipe | NoRecipe, definitions: Definitions) {
  if (!('none' in recipe)) {
    const ingredients = recipe.ingredients.map(one => {
      const figure = definitions.get(one.figure)
      // a figure that was retired since is called by its key
      return { ...one, name: figure?.name ?? one.figure, unit: figure?.unit ?? 'count' }
    })
    return { is: 'found' as const, ...recipe, ingredients }
  }
  if (recipe.none === 'nothing_holds')
    return { is: 'nothing_holds' as const, tried: recipe.tried, tests: recipe.tests }
  const { periods, people, figures } = recipe
  return { is: 'not_enough_data' as const, months: periods, people, figures }
}

export async function recipeOf(
  { db, scope, actor }: Context,
  id: string,
): Promise<Output<typeof personRecipe>> {
  const person = await seenPerson(db, id)
  if (!person || person.isHouse) throw new Failure('not_found', 'There is no such person.')
  const definitions = (await bookOf(db)).on(actor.today)
  const stored = await measuredOf(db, scope, person.id)
  const target = await targetOn(db, scope, { person: person.id, day: actor.today })
  const versions = await keptBy(db, scope, person.id)
  return {
    person: { id: person.id, name: person.name },
    measured: stored
      ? {
          to: stored.to,
          ...stored.measured,
          // what was kept by an earlier method has none, until it is looked for anew
          cycle: stored.measured.cycle?.slice() ?? null,
          steps: stored.measured.steps.map(step => ({
            ...step,
            name: definitions.get(step.step)?.name ?? step.step,
          })),
          lately: await latelyUpTo(db, actor.today, stored.to),
        }
      : null,
    target: target
      ? {
          ...target,
          missing: Math.max(target.quota - target.billed, 0),
          // today is still to be worked
          weeks: daysBetween(actor.today, addDays(target.to, 1)) / 7,
        }
      : null,
    versions: versions.map(({ kept, ...version }) => ({
      ...version,
      kept: {
        ...kept,
        // a figure that was retired since is called by its key
        figures: kept.figures.map(one => ({ ...one, name: definitions.get(one.figure)?.name ?? one.figure })),
      },
    })),
  }
}

/** The last three whole months of those that the rates stand on. */
async function latelyUpTo(db: Context['db'], today: Day, to: Day): Promise<Range> {
  const { periods, ledgerFrom } = await calendarOf(db, today)
  const months = wholeMonths({ periods, today, ledgerFrom }).filter(month => month.to <= to)
  return { from: (months.at(-3) ?? months[0])?.from ?? to, to }
}
