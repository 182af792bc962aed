import { dealsDue } from '#actions/forecast/keeping.ts'
import type { House } from '../house.ts'
import type { Learning } from '../learning.ts'

export { dealsDue }

/** Learns anew from an organisation's deals, so that nobody waits for it who asks for them. */
export async function learnFromDeals(
  { pools, learning }: Pick<House, 'pools'> & { learning: Learning },
  org: string,
): Promise<void> {
  // it may have been asked for by a sweep as well, or somebody may have come first
  if ((await dealsDue(pools)).includes(org)) await learning.prepare(org)
}
