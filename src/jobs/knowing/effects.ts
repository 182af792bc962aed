import { effectsDue, gatherEffects, keepEffects } from '#actions/effects/keeping.ts'
import { type House, keeperOf } from '../house.ts'
import { inThread } from './thread.ts'

export { effectsDue }

/** Works out anew what changed after each of an organisation's interventions. */
export async function findEffects({ pools }: Pick<House, 'pools'>, org: string): Promise<void> {
  if (!(await effectsDue(pools)).includes(org)) return
  const scope = await keeperOf(pools, org)
  const gathered = await gatherEffects(pools, scope)
  const found = []
  for (const { people, ...one } of gathered) {
    const effect = await inThread('effectOnPeople', people, { waited: false })
    found.push({ ...one, effect })
  }
  await keepEffects(pools, scope, found)
}
