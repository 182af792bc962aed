import type { Estimate } from '../clean/nowcast.ts'
import { reconciler } from '../coherent/index.ts'
import type { FittedSeries } from '../fit.ts'
import type { NoForecast, Span, Why } from '../history.ts'
import { type Pools, poolsOf } from '../ranges/pools.ts'
import { type Base, baseOf, optionsOf } from './base.ts'
import { usualShare } from './current.ts'
import type { HouseNode } from './facts.ts'
import { spansOf, sumOver } from './spans.ts'
import { wholeUnits } from './whole.ts'

/** Of one month ahead (`from` = `to`), or of the sum over several; 1 is the first month ahead. */
export type NodeValue = Span & {
  readonly mean: number
  readonly range50: readonly [number, number]
  readonly range80: readonly [number, number]
  readonly range95: readonly [number, number]
}

export type NodeForecast = {
  readonly method: string
  readonly why: readonly Why[]
  /** The mean of the next twelve months as the node's own history has it, before all were made to add up. */
  readonly alone: number
  readonly values: readonly NodeValue[]
}

export type HouseForecast = {
  readonly nodes: readonly NodeForecast[]
  /** How much of the errors' correlations was taken for chance, 0 … 1. */
  readonly shrinkage: number
}

/**
 * An organisation's forecast: every node by its own history, the month under way by its days, the means made to add up
 * in each tree; ranges of months and of sums over them are as wide as each node's own possible futures.
 * @param nodes  as growTrees has them
 * @param bases  of each node, as baseOf has them over `spansOf(rest)`
 * @param rest   months ahead that are left of the fiscal year
 * @see Wickramasuriya, Athanasopoulos & Hyndman 2019, J. Am. Stat. Assoc. 114
 */
export function forecastHouse(of: {
  nodes: readonly HouseNode[]
  bases: readonly Base[]
  rest: number | null
}): HouseForecast {
  const { nodes, bases } = of
  const made = reconciler(
    { parent: nodes.map(({ parent }) => parent), tree: nodes.map(({ tree }) => tree) },
    bases.map(({ errors }) => errors),
  )
  const means = wholeUnits(nodes, expected(nodes, { bases, nonNegative: made.nonNegative }))
  const spans = spansOf(of.rest)
  return {
    shrinkage: made.shrinkage,
    nodes: nodes.map(({ billed }, at) => {
      const base = bases[at]!
      return {
        method: base.method,
        why: base.why,
        alone: base.mean.reduce((sum, value) => sum + value, 0),
        values: spans.map((span, s) =>
          valueOf(span, { mean: means[at]!, reach: base.reaches[s]!, soFar: billed.soFar }),
        ),
      }
    }),
  }
}

/** What every node's base needs to know of all of them. */
export function commonTo(
  nodes: readonly HouseNode[],
  fitted: readonly (FittedSeries | NoForecast)[],
): Common {
  return {
    pools: poolsOf(fitted, optionsOf(nodes[0]!, 'fast').horizon),
    usual: usualShare(nodes[0]!.billed),
  }
}

export type Common = { readonly pools: Pools; readonly usual: Estimate | undefined }

/** Of the node at a place, the same in whatever thread. */
export function baseAt(
  node: HouseNode,
  of: { common: Common; fitted: FittedSeries | NoForecast; rest: number | null; seed: number; at: number },
): Base {
  return baseOf(node, {
    ...of.common,
    fitted: of.fitted,
    spans: spansOf(of.rest),
    seed: of.seed + 1 + of.at,
  })
}

/** What is billed of the current month stands: only what is still to come is made to add up, and cannot be negative. */
function expected(
  nodes: readonly HouseNode[],
  of: { bases: readonly Base[]; nonNegative: (values: Float64Array) => Float64Array },
): Float64Array[] {
  const stands = (h: number, at: number) => (h === 0 ? nodes[at]!.billed.soFar : 0)
  const toCome = of.bases.map(({ mean }, at) => mean.map((value, h) => value - stands(h, at)))
  return acrossNodes(toCome, of.nonNegative).map((row, at) => row.map((value, h) => value + stands(h, at)))
}

/** What holds across nodes is worked out month by month; rows are nodes, as they come. */
function acrossNodes(
  rows: readonly Float64Array[],
  make: (values: Float64Array) => Float64Array,
): Float64Array[] {
  const horizon = rows[0]?.length ?? 0
  const made = rows.map(() => new Float64Array(horizon))
  for (let h = 0; h < horizon; h++) {
    const values = make(Float64Array.from(rows, row => row[h]!))
    for (const [node, row] of made.entries()) row[h] = values[node]!
  }
  return made
}

/**
 * Around the coherent mean as wide as the node's own futures are around theirs, which held-out months have calibrated:
 * coherent means err less, so that the range is rather too wide. Never below zero or what is billed already.
 */
function valueOf(span: Span, of: { mean: Float64Array; reach: Float64Array; soFar: number }): NodeValue {
  const { reach } = of
  const mean = sumOver(of.mean, span)
  const least = Math.min(mean, Math.max(0, span.from === 1 ? of.soFar : 0))
  const range = (low: number, high: number): readonly [number, number] => [
    Math.round(Math.min(mean, Math.max(least, mean + reach[low]!))),
    Math.round(Math.max(mean, mean + reach[high]!)),
  ]
  return { ...span, mean, range50: range(2, 3), range80: range(1, 4), range95: range(0, 5) }
}
