// fine
export { target } from './targets.ts'
