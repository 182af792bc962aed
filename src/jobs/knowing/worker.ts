/** What a thread can be asked for, by name. */
export { effectOnPeople } from '#core/effects/index.ts'
export { organisationRecipe } from '#core/recipe/index.ts'
export { learnDeals, peoplesDeals } from '#core/forecast/deals/index.ts'
