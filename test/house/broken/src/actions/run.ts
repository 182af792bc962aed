// fine
import { open } from '#db/open.ts'
import { plan } from '#contract/plans.ts'
export const run = (of: unknown) => [open, plan, of]
