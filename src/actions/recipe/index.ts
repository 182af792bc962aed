import { signedIn } from '#access/permissions.ts'
import { action } from '../action.ts'
import { keepRecipe, personRecipe, showRecipe } from '#contract/recipe.ts'
import { addDays, daysBetween } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import type { NoRecipe, Recipe } from '#core/recipe/index.ts'
import { seenPerson } from '#db/figures/subjects.ts'
import { latestRecipe, measuredOf, targetOn } from '#db/recipe/found.ts'
import { keep, keptBy } from '#db/recipe/own.ts'

const show = action(showRecipe, {
  may: signedIn,
  async run({ db, scope }) {
    const latest = await latestRecipe(db, scope)
    if (!latest) return { recipe: null }
    const { to, foundAt, found } = latest
    const { from, months, people, closing, recipe } = found
    return { recipe: { from, to, foundAt, months, people, closing, found: told(recipe) } }
  },
})

function told(recipe: Recipe | NoRecipe) {
  if (!('none' in recipe)) return { is: 'found' as const, ...recipe, ingredients: [...recipe.ingredients] }
  if (recipe.none === 'nothing_holds')
    return { is: 'nothing_holds' as const, tried: recipe.tried, tests: recipe.tests }
  const { periods, people, figures } = recipe
  return { is: 'not_enough_data' as const, months: periods, people, figures }
}

const ofPerson = action(personRecipe, {
  may: signedIn,
  async run({ db, scope, actor }, { params }) {
    const person = await seenPerson(db, params.id)
    if (!person || person.isHouse) throw new Failure('not_found', 'There is no such person.')
    const measured = await measuredOf(db, scope, person.id)
    const target = await targetOn(db, scope, { person: person.id, day: actor.today })
    const versions = await keptBy(db, scope, person.id)
    return {
      person: { id: person.id, name: person.name },
      measured: measured
        ? { to: measured.to, ...measured.measured, steps: [...measured.measured.steps] }
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
        kept: { ...kept, figures: [...kept.figures] },
      })),
    }
  },
})

const keepOwn = action(keepRecipe, {
  may: signedIn,
  async run({ db, scope, record }, { body }) {
    const { follows, ...kept } = body
    const [before] = await keptBy(db, scope, scope.person)
    const version = follows + 1
    if ((await keep(db, scope, { version, kept })) !== 'kept')
      throw new Failure(
        'conflict',
        'Your recipe was changed elsewhere in the meantime. Look at the latest version, then keep yours again.',
        { follows: 'not the latest' },
      )
    await record({
      action: 'recipe.keep',
      subject: 'own_recipe',
      subjectId: scope.person,
      before: before?.kept,
      after: kept,
    })
    return { version }
  },
})

export const recipeActions = [show, ofPerson, keepOwn]
