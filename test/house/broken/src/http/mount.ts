// fine
import type { Scope } from '#access/scope.ts'
import { target } from '#actions/index.ts'
import { lower } from '#core/text/lower.ts'
export const mount = (scope: Scope) => [target, lower, scope]
