export type { Earned } from './earn.ts'
export { type JoinedDeals, joinDeals } from './deals.ts'
export type { NodeParts } from './join.ts'
export type { PublishedPart } from './past.ts'
