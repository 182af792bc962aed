export { behindEffect } from './behind.ts'
export { type Effect, type Estimate, interventionEffect, type NoEffect } from './estimate.ts'
export type { Unit } from './panel.ts'
export { effectOnPeople, type PeopleEffect, type Reached } from './people.ts'
