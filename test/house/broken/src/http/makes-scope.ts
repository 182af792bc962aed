// no-restricted-imports: of access only types
import { scope } from '#access/scope.ts'
export const all = scope
