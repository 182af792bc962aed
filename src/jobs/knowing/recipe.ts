import { gatherRecipe, keepRecipe, recipesDue } from '#actions/recipe/keeping.ts'
import { type House, keeperOf } from '../house.ts'
import { inThread } from './thread.ts'

export { recipesDue }

/** Finds an organisation's recipe, and everybody's own measures, from what its ledger holds now. */
export async function findRecipes({ pools }: Pick<House, 'pools'>, org: string): Promise<void> {
  // sweeps may have asked for it several times while it was being found
  if (!(await recipesDue(pools)).includes(org)) return
  const scope = await keeperOf(pools, org)
  const { facts, ...months } = await gatherRecipe(pools, scope)
  const recipe = await inThread('organisationRecipe', facts, { waited: false })
  await keepRecipe(pools, scope, { ...months, recipe })
}
