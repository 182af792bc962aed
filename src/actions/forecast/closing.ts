/**
 * What was published, and what people said, scored by the job in the organisation's name: months and quarters once
 * billing reaches their end, and anew where an import changes what they came to. The words themselves never change.
 */
import type { KeeperScope } from '#access/scope.ts'
import { addDays, type Day, type Period } from '#core/calendar/index.ts'
import { actualsOf } from '#core/forecast/house/index.ts'
import { record } from '#db/events.ts'
import { changedMonths } from '#db/forecast/closed.ts'
import { addOwnScores, type Check, correctOwnScores } from '#db/forecast/own-scores.ts'
import { addScores, billedIn, closingForecasts, forgetScores, frozenNodes } from '#db/forecast/scores.ts'
import { type Db, inScope, type Pools } from '#db/scope.ts'
import { billingKnown } from './known.ts'

/** Before the first billing nothing is over. */
const never = '0001-01-01' as Day

/** Scores every published forecast whose months are over, and anew those whose months the ledger tells otherwise now. */
export function scoreForecasts(pools: Pools, scope: KeeperScope): Promise<void> {
  return inScope(pools, scope, async db => {
    const closedTo = (await billingKnown(db, scope))?.closedTo ?? never
    await forgetChanged(db, scope, closedTo)
    const billed = new Map<string, Promise<Map<string, number>>>()
    for (const { id, ahead, closed } of await closingForecasts(db, scope, closedTo)) {
      const nodes = await frozenNodes(db, scope, id)
      const months: number[][] = []
      for (const { from, to } of ahead.slice(0, closed)) {
        const key = `${from} ${to}`
        const sums = await (billed.get(key) ?? billed.set(key, billedIn(db, scope, { from, to })).get(key)!)
        const people = [...sums].filter(([who]) => who.startsWith('person/'))
        const total = people.reduce((sum, [, net]) => sum + net, 0)
        months.push(actualsOf(nodes, { total, of: (kind, one) => sums.get(`${kind}/${one}`) ?? 0 }))
      }
      await addScores(db, scope, { id, months })
    }
  })
}

/** Scores that rest on months which the ledger tells otherwise now, or which are not over any more. */
async function forgetChanged(db: Db, scope: KeeperScope, closedTo: Day): Promise<void> {
  const months = await changedMonths(db, scope, closedTo)
  const forgotten = await forgetScores(db, scope, { closedTo, months })
  if (forgotten === 0) return
  await record(db, scope, {
    action: 'forecast.scoredAnew',
    subject: 'forecast_score',
    subjectId: scope.org,
    after: { closedTo, months, scores: forgotten },
  })
}

export function scoreOwnNumbers(pools: Pools, scope: KeeperScope): Promise<void> {
  return inScope(pools, scope, async db => {
    const known = await billingKnown(db, scope)
    const checks = known ? checksOf(known.periods, known) : []
    await correctOwnScores(db, scope, { closedTo: known?.closedTo ?? never, checks })
    await addOwnScores(db, scope, checks)
  })
}

/** Each quarter that is over on the day before it began and at the end of each of its months but the last. */
function checksOf(periods: readonly Period[], of: { ledgerFrom: Day; closedTo: Day }): Check[] {
  const quarters = periods.filter(({ kind }) => kind === 'quarter')
  return quarters.flatMap(({ from, to }, at) => {
    if (to > of.closedTo) return []
    const before = quarters[at - 4]
    const months = periods.filter(one => one.kind === 'month' && one.from >= from && one.to <= to)
    return months.map((month, over) => ({
      from,
      to,
      ahead: months.length - over,
      cut: addDays(month.from, -1),
      yearBefore: before && before.from >= of.ledgerFrom ? { from: before.from, to: before.to } : null,
    }))
  })
}
