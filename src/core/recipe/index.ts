export { wonInTime } from './in-time.ts'
export { isCandidate } from './candidates.ts'
export { closingLag, type Decided, type Lag, type QuarterEnd, quarterEndEffect } from './closing.ts'
export { findRecipe, type Ingredient, type NoRecipe, type Recipe } from './find.ts'
export { type Counted, type Done, type Measured, measured, type OwnStep } from './measure.ts'
export { type Need, neededPerWeek, type Rate, shrunkRates, shrunkSize, type StepCount } from './need.ts'
export {
  organisationRecipe,
  type OrganisationFacts,
  type OrganisationRecipe,
  recipeMethod,
  type SellerMonths,
} from './organisation.ts'
export { plainForecasts } from './plain.ts'
export type { RecipeFacts } from './world.ts'
