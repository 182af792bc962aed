/** What jobs do for effects in an organisation's name, with the keeper's scope that they alone can make. */
import type { KeeperScope } from '#access/scope.ts'
import type { Period } from '#core/calendar/index.ts'
import type { PeopleEffect, Reached } from '#core/effects/index.ts'
import {
  allInterventions,
  countActivities,
  saveEffect,
  setTook,
  type StoredIntervention,
  type Took,
} from '#db/effects/interventions.ts'
import { type Db, inScope, type Pools } from '#db/scope.ts'
import type { Answer } from './answer.ts'
import { panelOf, reachedIn } from './panel.ts'

export { effectsDue } from '#db/effects/interventions.ts'

export type Gathered = {
  readonly id: string
  readonly changedAt: string
  readonly readAt: string
  readonly months: readonly Period[]
  readonly people: Reached[]
}

/** For each intervention everybody's figure by month, and when it reached them. */
export function gatherEffects(pools: Pools, scope: KeeperScope): Promise<Gathered[]> {
  return inScope(pools, scope, async db => {
    const panel = await panelOf(db, scope)
    const { months } = panel
    const all: Gathered[] = []
    for (const one of await allInterventions(db, scope)) {
      const took = await reachedBy(db, scope, { one, months })
      const { id, changedAt, readAt, figure } = one
      all.push({ id, changedAt, readAt, months, people: reachedIn(panel, { figure, took }) })
    }
    return all
  })
}

/** Of CRM use the activities say whom it reached: from the first month in which they came to the level. */
async function reachedBy(
  db: Db,
  scope: KeeperScope,
  { one, months }: { one: StoredIntervention; months: readonly Period[] },
): Promise<readonly Took[]> {
  if (one.level === null) return one.people
  const counts = await countActivities(db, scope, {
    froms: months.map(({ from }) => from),
    tos: months.map(({ to }) => to),
  })
  const enough = counts.filter(({ count }) => count >= one.level!).toSorted((a, b) => a.range - b.range)
  const people = [...Map.groupBy(enough, ({ person }) => person)].map(([person, rows]) => ({
    person,
    from: months[rows[0]!.range]!.from,
  }))
  await setTook(db, scope, { id: one.id, people })
  return people
}

export function keepEffects(
  pools: Pools,
  scope: KeeperScope,
  found: readonly (Omit<Gathered, 'people'> & { effect: PeopleEffect })[],
): Promise<void> {
  return inScope(pools, scope, async db => {
    for (const { effect, months, ...one } of found)
      await saveEffect(db, scope, { ...one, found: answerFrom(effect, months) })
  })
}

function answerFrom(effect: PeopleEffect, months: readonly Period[]): Answer {
  if ('none' in effect) return { is: 'none', why: effect.none }
  const { base, since, ...found } = effect
  return {
    is: 'found',
    ...found,
    since: [...since],
    base: { from: months[base.from]!.from, to: months[base.to]!.to },
    to: months.at(-1)!.to,
  }
}
