export { billed, type Cell, gapSteps, type Side, type Step, type StepKey, stepKeys } from './gap.ts'
export { largeOrder } from './large-orders.ts'
