// import/no-cycle: cycle
import { one } from '#core/ring/one.ts'
export const two = (): number => one()
