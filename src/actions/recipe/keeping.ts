/** What jobs do for recipes in an organisation's name, with the keeper's scope that they alone can make. */
import type { KeeperScope } from '#access/scope.ts'
import type { OrganisationRecipe } from '#core/recipe/index.ts'
import { saveRecipe } from '#db/recipe/found.ts'
import { inScope, type Pools } from '#db/scope.ts'
import { gather, type Gathered } from './gather.ts'

export { recipesDue } from '#db/recipe/found.ts'
export type { Gathered } from './gather.ts'

export function gatherRecipe(pools: Pools, scope: KeeperScope): Promise<Gathered> {
  return inScope(pools, scope, db => gather(db, scope))
}

export function keepRecipe(
  pools: Pools,
  scope: KeeperScope,
  of: Omit<Gathered, 'facts'> & { recipe: OrganisationRecipe },
): Promise<void> {
  const { own, ...found } = of.recipe
  return inScope(pools, scope, db =>
    saveRecipe(db, scope, { ...of, found: { ...found, from: of.from }, own }),
  )
}
