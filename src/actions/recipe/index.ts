import { signedIn } from '#access/permissions.ts'
import { action } from '../action.ts'
import { keepRecipe, personRecipe, showRecipe } from '#contract/recipe.ts'
import { Failure } from '#core/failure.ts'
import { keep, keptBy } from '#db/recipe/own.ts'
import { recipeFiles } from './files.ts'
import { organisationsRecipe, recipeOf } from './show.ts'

const show = action(showRecipe, { may: signedIn, run: organisationsRecipe })
const ofPerson = action(personRecipe, {
  may: signedIn,
  run: (context, { params }) => recipeOf(context, params.id),
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

export const recipeActions = [show, ofPerson, keepOwn, ...recipeFiles]
