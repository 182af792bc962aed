// no-restricted-imports: export imports core and contract
import { target } from '#actions/targets.ts'
export const pack = target
