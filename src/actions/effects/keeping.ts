/** What jobs do for effects in an organisation's name, with the keeper's scope that they alone can make. */
import type { KeeperScope } from '#access/scope.ts'
import type { Period } from '#core/calendar/index.ts'
import type { PeopleEffect, Reached } from '#core/effects/index.ts'
import {
  type ActivityCount,
  allInterventions,
  countActivities,
  saveEffect,
  setTook,
  type Took,
} from '#db/effects/interventions.ts'
import { momentOf } from '#db/ledger/moment.ts'
import { inScope, type Pools } from '#db/scope.ts'
import type { Answer } from './answer.ts'
import { panelOf, reachedIn } from './panel.ts'

export { effectsDue } from '#db/effects/interventions.ts'

export type Gathered = {
  readonly id: string
  readonly changedAt: string
  /** As of when it and the ledger were read. */
  readonly readAt: string
  readonly months: readonly Period[]
  readonly people: Reached[]
}

/** For each intervention everybody's figure by month, and when it reached them. */
export function gatherEffects(pools: Pools, scope: KeeperScope): Promise<Gathered[]> {
  return inScope(pools, scope, async db => {
    const readAt = await momentOf(db, scope)
    const panel = await panelOf(db, scope)
    const { months } = panel
    const all: Gathered[] = []
    const interventions = await allInterventions(db, scope)
    const counts = interventions.some(({ level }) => level !== null)
      ? await countActivities(db, scope, {
          froms: months.map(({ from }) => from),
          tos: months.map(({ to }) => to),
        })
      : []
    for (const { id, changedAt, figure, level, people } of interventions) {
      const took = level === null ? people : atLevel(counts, { level, months })
      if (level !== null) await setTook(db, scope, { id, people: took })
      all.push({ id, changedAt, readAt, months, people: reachedIn(panel, { figure, took }) })
    }
    return all
  })
}

/** Of CRM use the activities say whom it reached: from the first month in which they came to the level. */
function atLevel(
  counts: readonly ActivityCount[],
  { level, months }: { level: number; months: readonly Period[] },
): Took[] {
  const enough = counts.filter(({ count }) => count >= level).toSorted((a, b) => a.range - b.range)
  return [...Map.groupBy(enough, ({ person }) => person)].map(([person, rows]) => ({
    person,
    from: months[rows[0]!.range]!.from,
  }))
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
