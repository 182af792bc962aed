export { findRecipe, type Ingredient, type NoRecipe, type Recipe } from './find.ts'
export { type Need, neededPerWeek, type Rate, shrunkRates, shrunkSize, type StepCount } from './need.ts'
export type { RecipeFacts } from './world.ts'
