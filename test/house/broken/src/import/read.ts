// fine
import { plan } from '#contract/plans.ts'
export const read = () => plan
