import {
  cutsBefore,
  dealFactsOf,
  type DealFacts,
  type DealLearning,
  dealsAsOf,
  dealsOf,
  type DealSubject,
  soonDays,
  subjectsDeals,
  teammatesOf,
} from '#actions/forecast/keeping.ts'
import type { KeeperScope } from '#access/scope.ts'
import type { Day } from '#core/calendar/index.ts'
import {
  type Deal,
  fewestClosed,
  learnDeals,
  type LearntDeals,
  type NoHazards,
  type PeoplesDeals,
} from '#core/forecast/deals/index.ts'
import { type House, keeperOf } from './house.ts'
import { inThread } from './knowing/thread.ts'

type Learnt = {
  readonly key: string
  readonly facts: DealFacts
  readonly deals: readonly Deal[]
  readonly learnt: LearntDeals | NoHazards
  readonly outlooks: Map<string, Promise<PeoplesDeals>>
}

/** So many organisations' deals are kept in mind, the latest asked for. */
const mostKept = 8

/**
 * What is learnt from everybody's deals can't be learnt with one person's eyes. Who asks gets chances and sums of
 * whom they see, never these facts. It is learnt once for a ledger and a day, beside the server, and kept in mind: it
 * depends on the last batch and on what day it is.
 */
export function lendLearning({ pools }: Pick<House, 'pools'>) {
  const kept = new Map<string, { key: string; learnt: Promise<Learnt> }>()

  async function learntOf(scope: KeeperScope): Promise<Learnt> {
    const key = await dealsAsOf(pools, scope)
    const known = kept.get(scope.org)
    kept.delete(scope.org)
    const now = known?.key === key ? known : { key, learnt: learn({ pools }, scope, key) }
    kept.set(scope.org, now)
    if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
    // what failed is tried again by whoever asks next
    now.learnt.catch(() => kept.delete(scope.org))
    return now.learnt
  }

  return {
    async deals(of: { org: string; subject: DealSubject; ends: readonly Day[] }): Promise<DealLearning> {
      const scope = await keeperOf(pools, of.org)
      const found = await learntOf(scope)
      const people = await teammatesOf(pools, scope, of.subject)
      const { facts, deals, learnt } = found
      if ('none' in learnt) return { facts, deals, people, learnt: null, outlook: null }
      const own = subjectsDeals(facts, { deals, people })
      const key = JSON.stringify([people, of.ends])
      const outlook =
        found.outlooks.get(key) ??
        (inThread('peoplesDeals', {
          ...own,
          model: learnt.model,
          day: scope.today,
          ends: of.ends,
        }) as Promise<PeoplesDeals>)
      found.outlooks.set(key, outlook)
      outlook.catch(() => found.outlooks.delete(key))
      return { facts, deals, people, learnt, outlook: await outlook }
    },
  }
}

async function learn({ pools }: Pick<House, 'pools'>, scope: KeeperScope, key: string): Promise<Learnt> {
  const facts = await dealFactsOf(pools, scope)
  const deals = dealsOf(facts, scope.today)
  const day = scope.today
  const of = { deals, day, cuts: cutsBefore(day), days: soonDays }
  const few = deals.filter(({ closed }) => closed !== null).length < fewestClosed
  // a refusal is quicker than a thread
  const learnt = few ? learnDeals(of) : ((await inThread('learnDeals', of)) as LearntDeals | NoHazards)
  return { key, facts, deals, learnt, outlooks: new Map() }
}
