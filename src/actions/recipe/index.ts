import { signedIn } from '#access/permissions.ts'
import { action, type Context } from '../action.ts'
import type { Input } from '#contract/operation.ts'
import { keepRecipe, personRecipe, showRecipe } from '#contract/recipe.ts'
import { Failure } from '#core/failure.ts'
import { keep, keptBy, type Kept } from '#db/recipe/own.ts'
import { bookOf } from '../asked/book.ts'
import { recipeFiles } from './files.ts'
import { organisationsRecipe, recipeOf } from './show.ts'

const show = action(showRecipe, { may: signedIn, run: organisationsRecipe })
const ofPerson = action(personRecipe, {
  may: signedIn,
  run: (context, { params }) => recipeOf(context, params.id),
})

const keepOwn = action(keepRecipe, {
  may: signedIn,
  async run(context, { body }) {
    const { db, scope, record } = context
    const { follows, ...kept } = body
    const [before] = await keptBy(db, scope, scope.person)
    await mustBeFigures(context, kept, before?.kept)
    const version = follows + 1
    if (follows !== (before?.version ?? 0) || (await keep(db, scope, { version, kept })) !== 'kept')
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

/** Figures that there are, each once; one that was retired since may stay for as long as it is kept. */
async function mustBeFigures(
  { db, actor }: Context,
  { figures }: Omit<Input<typeof keepRecipe>['body'], 'follows'>,
  before: Kept | undefined,
): Promise<void> {
  const known = (await bookOf(db)).on(actor.today)
  const stands = new Set(before?.figures.map(({ figure }) => figure))
  const refused = (sentence: string) => new Failure('invalid', sentence, { figures: sentence })
  if (new Set(figures.map(({ figure }) => figure)).size < figures.length)
    throw refused('A figure is in it twice. Keep each once.')
  const unknown = figures.find(({ figure }) => !known.has(figure) && !stands.has(figure))
  if (unknown) throw refused(`There is no figure called ${unknown.figure}. Choose one from the list.`)
}

export const recipeActions = [show, ofPerson, keepOwn, ...recipeFiles]
