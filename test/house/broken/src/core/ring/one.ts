// import/no-cycle: cycle
import { two } from './two.ts'
export const one = (): number => two()
