import {
  cutsBefore,
  dealFactsOf,
  type DealFacts,
  type DealLearning,
  dealsAsOf,
  dealsOf,
  type DealSubject,
  endsAhead,
  keepLearntDeals,
  learntDeals,
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

type Asked = { readonly subject: DealSubject; readonly ends: readonly Day[] }

export type Learning = {
  deals(of: Asked & { org: string }): Promise<DealLearning>
  /** Learns before anybody asks, and what the whole company's deals may bring. */
  prepare(org: string): Promise<void>
}

/** So many organisations' deals are kept in mind, the latest asked for. */
const mostKept = 8

/**
 * What is learnt from everybody's deals can't be learnt with one person's eyes. Who asks gets chances and sums of
 * whom they see, never these facts. It is learnt once for a ledger and a day, beside the server, and kept: in the
 * database for every process and start, and in mind with all that was asked of it.
 */
export function lendLearning({ pools }: Pick<House, 'pools'>): Learning {
  const kept = new Map<string, { key: string; learnt: Promise<Learnt> }>()

  async function learntOf(scope: KeeperScope, waited: boolean): Promise<Learnt> {
    const key = await dealsAsOf(pools, scope)
    const known = kept.get(scope.org)
    kept.delete(scope.org)
    const now = known?.key === key ? known : { key, learnt: learn({ pools }, scope, { key, waited }) }
    kept.set(scope.org, now)
    if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
    // what failed is tried again by whoever asks next
    now.learnt.catch(() => kept.delete(scope.org))
    return now.learnt
  }

  async function deals(scope: KeeperScope, of: Asked & { waited: boolean }): Promise<DealLearning> {
    const found = await learntOf(scope, of.waited)
    const people = await teammatesOf(pools, scope, of.subject)
    const { facts, deals, learnt } = found
    if ('none' in learnt) return { facts, deals, people, learnt: null, outlook: null }
    const own = subjectsDeals(facts, { deals, people })
    const key = JSON.stringify([people, of.ends])
    const outlook =
      found.outlooks.get(key) ??
      inThread('peoplesDeals', { ...own, model: learnt.model, day: scope.today, ends: of.ends }, of)
    found.outlooks.set(key, outlook)
    outlook.catch(() => found.outlooks.delete(key))
    return { facts, deals, people, learnt, outlook: await outlook }
  }

  return {
    deals: async of => deals(await keeperOf(pools, of.org), { ...of, waited: true }),
    async prepare(org) {
      const scope = await keeperOf(pools, org)
      const company = { kind: 'team', id: org } as const
      await deals(scope, { subject: company, ends: await endsAhead(pools, scope), waited: false })
    },
  }
}

async function learn(
  { pools }: Pick<House, 'pools'>,
  scope: KeeperScope,
  { key, waited }: { key: string; waited: boolean },
): Promise<Learnt> {
  const facts = await dealFactsOf(pools, scope)
  const deals = dealsOf(facts, scope.today)
  const kept = await learntDeals(pools, scope, key)
  const learnt = kept ?? (await learnFrom(deals, { day: scope.today, waited }))
  if (!kept) await keepLearntDeals(pools, scope, { asOf: key, learnt })
  return { key, facts, deals, learnt, outlooks: new Map() }
}

async function learnFrom(
  deals: readonly Deal[],
  { day, waited }: { day: Day; waited: boolean },
): Promise<LearntDeals | NoHazards> {
  const of = { deals, day, cuts: cutsBefore(day), days: soonDays }
  const few = deals.filter(({ closed }) => closed !== null).length < fewestClosed
  // a refusal is quicker than a thread
  return few ? learnDeals(of) : await inThread('learnDeals', of, { waited })
}
