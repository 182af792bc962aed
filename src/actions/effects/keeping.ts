/** What jobs do for effects in an organisation's name, with the keeper's scope that they alone can make. */
import type { KeeperScope } from '#access/scope.ts'
import { addMonths, type Day, type Period, periodsOf, wholeMonths } from '#core/calendar/index.ts'
import type { PeopleEffect, Reached } from '#core/effects/index.ts'
import { computeFigure, type FigureKey } from '#core/figures/index.ts'
import {
  allInterventions,
  countActivities,
  type Intervention,
  saveEffect,
  setTook,
  type Took,
} from '#db/effects/interventions.ts'
import { baseOf } from '#db/figures/base.ts'
import { fiscalCalendar } from '#db/figures/calendar.ts'
import { baseSums } from '#db/figures/sums.ts'
import { readSellers } from '#db/recipe/work.ts'
import { type Db, inScope, type Pools } from '#db/scope.ts'
import type { Answer } from './answer.ts'

export { effectsDue } from '#db/effects/interventions.ts'

export type Gathered = { readonly id: string; readonly months: readonly Period[]; readonly people: Reached[] }

/** For each intervention everybody's figure by month, and when it reached them. */
export function gatherEffects(pools: Pools, scope: KeeperScope): Promise<Gathered[]> {
  return inScope(pools, scope, async db => {
    const { rule, table, ledgerFrom } = await fiscalCalendar(db)
    const first = ledgerFrom ?? scope.today
    const periods = table.length > 0 ? table : periodsOf(rule, first, addMonths(scope.today, 1))
    const months = wholeMonths({ periods, today: scope.today, ledgerFrom: first })
    const sums = await baseSums(db, {
      whose: { people: null },
      ranges: months,
      by: 'person',
      narrowed: {},
      distinct: true,
      root: null,
    })
    const byPerson = Map.groupBy(sums, row => row.key)
    const last = months.at(-1)?.to ?? scope.today
    // who has left in between would look like somebody who stopped selling
    const sellers = (await readSellers(db, scope)).filter(({ id, end }) => end >= last && byPerson.has(id))
    const all: Gathered[] = []
    for (const one of await allInterventions(db, scope)) {
      const took = await reachedBy(db, scope, { one, months })
      const from = new Map(took.map(({ person, from: day }) => [person, monthIn(months, day)]))
      all.push({
        id: one.id,
        months,
        people: sellers.map(({ id }) => {
          const byMonth = new Map(byPerson.get(id)!.map(row => [row.range, row]))
          return {
            id,
            from: from.get(id) ?? null,
            values: months.map((_, n) => {
              const sum = baseOf(byMonth.get(n), { tellsNewAccounts: true })
              const answer = computeFigure(one.figure as FigureKey, sum)
              return 'none' in answer ? null : answer.value
            }),
          }
        }),
      })
    }
    return all
  })
}

/** Of CRM use the activities say whom it reached: from the first month in which they came to the level. */
async function reachedBy(
  db: Db,
  scope: KeeperScope,
  { one, months }: { one: Intervention & { people: Took[] }; months: readonly Period[] },
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

/** The month that a day lies in; before the first it is the first, after the last it is yet to come. */
function monthIn(months: readonly Period[], day: Day): number {
  const at = months.findIndex(({ to }) => day <= to)
  return at < 0 ? months.length : at
}

export function keepEffects(
  pools: Pools,
  scope: KeeperScope,
  found: readonly { id: string; months: readonly Period[]; effect: PeopleEffect }[],
): Promise<void> {
  return inScope(pools, scope, async db => {
    for (const { id, months, effect } of found)
      await saveEffect(db, scope, { id, found: answerFrom(effect, months) })
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
