export { type Effect, type Estimate, interventionEffect, type NoEffect } from './estimate.ts'
export type { Unit } from './panel.ts'
