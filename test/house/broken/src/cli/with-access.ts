// no-restricted-imports: cli imports actions, contract, import, export, core and db
import { scope } from '#access/scope.ts'
export const all = scope
