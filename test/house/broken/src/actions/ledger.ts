// no-restricted-imports: actions import contract, core, access and db; never another action
import { read } from '#import/read.ts'
export const load = read
