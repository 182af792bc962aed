export { etsFast } from './fast.ts'
export { ets } from './full.ts'
