import type { House } from '#actions/action.ts'
import type { TestDatabase } from './db.ts'

/** A house without queue, mail, sign-on or files but for what a test lends it; to use what it was not lent is a bug. */
export function lent(db: TestDatabase, more: Partial<House> = {}): House {
  const house = {
    pools: db.pools,
    publicUrl: 'http://plumbline.example',
    now: () => new Date(),
    enqueue: () => Promise.resolve(),
    mail: () => Promise.resolve('hand_over' as const),
    ...more,
  }
  return house as House
}
