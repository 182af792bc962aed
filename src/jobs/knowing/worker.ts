/** What a thread can be asked for, by name. */
export { organisationRecipe } from '#core/recipe/index.ts'
