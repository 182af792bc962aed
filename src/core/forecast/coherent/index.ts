export { reconciler, type Reconciler } from './reconcile.ts'
export type { Hierarchy } from './tree.ts'
