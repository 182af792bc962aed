// fine
import { scope } from '#access/scope.ts'
import { run } from './run.ts'
export const target = () => run(scope())
