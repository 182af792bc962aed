import { keeperScope } from '#access/scope.ts'
import { factsAt, originsOf, publish } from '#actions/forecast/keeping.ts'
import type { Day } from '#core/calendar/index.ts'
import { growTrees, type HouseNode, type NodeValue } from '#core/forecast/house/index.ts'
import { minor, split } from '#core/money/index.ts'
import { v7 as uuidv7 } from 'uuid'
import type { TestDatabase } from './db.ts'

/**
 * A forecast with numbers known beforehand, over the real tree of a day: each person is to bill `eachMonth` every month,
 * give or take `spread` of it at 80 per cent and twice that at 95; teams are the sum of theirs, and product lines and
 * territories share the company's total evenly.
 */
export async function publishPlainly(
  db: TestDatabase,
  of: {
    org: string
    today: Day
    origin: Day
    eachMonth: number
    spread: number
    replayed?: boolean
    jobId?: string
  },
): Promise<void> {
  const scope = keeperScope(of.org, of.today)
  const { periods, ledgerFrom } = (await originsOf(db.pools, scope, 0))!
  const { months, facts } = await factsAt(db.pools, scope, {
    periods,
    ledgerFrom,
    origin: { day: of.origin, line: of.origin },
  })
  const nodes = growTrees(facts)
  const jobId = of.jobId ?? uuidv7()
  await publish(db.pools, scope, {
    id: uuidv7(),
    jobId,
    origin: of.origin,
    line: of.origin,
    replayed: of.replayed ?? false,
    procedure: 'fast',
    version: 'by hand',
    seed: 1,
    madeBy: null,
    months,
    nodes,
    parts: [],
    joined: null,
    forecast: {
      shrinkage: 0,
      nodes: nodes.map((_, at) => ({
        method: 'by hand',
        why: [],
        alone: 0,
        values: valuesOf(monthOf(nodes, at, of.eachMonth), of.spread),
      })),
    },
  })
}

function monthOf(nodes: readonly HouseNode[], at: number, eachMonth: number): number {
  const { tree } = nodes[at]!
  if (tree === 0) return peopleUnder(nodes, at) * eachMonth
  const all = nodes.flatMap((node, n) => (node.tree === tree ? [n] : []))
  const shares = split(
    minor(peopleUnder(nodes, 0) * eachMonth),
    all.map(() => 1),
  )
  return shares[all.indexOf(at)]!
}

function peopleUnder(nodes: readonly HouseNode[], at: number): number {
  if (nodes[at]!.kind === 'person') return 1
  return nodes.reduce(
    (sum, { parent, tree }, n) => sum + (parent === at && tree === 0 ? peopleUnder(nodes, n) : 0),
    0,
  )
}

function valuesOf(month: number, spread: number): NodeValue[] {
  const spans = [
    ...Array.from({ length: 12 }, (_, h) => ({ from: h + 1, to: h + 1 })),
    ...[3, 6, 9, 12].map(to => ({ from: 1, to })),
  ]
  return spans.map(({ from, to }) => {
    const mean = month * (to - from + 1)
    const range = (times: number) =>
      [Math.round(mean * (1 - times * spread)), Math.round(mean * (1 + times * spread))] as const
    return { from, to, mean, range50: range(0.5), range80: range(1), range95: range(2) }
  })
}
