// no-restricted-imports: db imports core and access
import { plan } from '#contract/plans.ts'
export const read = () => plan
