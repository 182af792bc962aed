// no-restricted-imports: an action never imports another action
import { target } from '../targets.ts'
export const show = target
