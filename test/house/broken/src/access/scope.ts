// fine
import { plan } from '#contract/plans.ts'
export type Scope = { plan: string }
export const scope = (): Scope => ({ plan: plan.parse('x') })
