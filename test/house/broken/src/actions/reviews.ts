// no-restricted-imports: actions import contract, core, access and db; never another action
import { target } from '#actions/targets.ts'
export const review = target
