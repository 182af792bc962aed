import { quantileOfSorted } from '#core/stats/index.ts'
import { reconciler } from '../coherent/index.ts'
import type { FittedSeries } from '../fit.ts'
import { joinFitted } from '../forecast.ts'
import type { NoForecast, Span, Why } from '../history.ts'
import { type Base, baseOf, optionsOf } from './base.ts'
import { usualShare, withCurrent } from './current.ts'
import type { HouseNode } from './facts.ts'
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
 * in each tree; ranges of months and of sums over them are read off each node's own possible futures.
 * @param nodes   as growTrees has them
 * @param fitted  of each node, by fitSeries on historyOf and optionsOf
 * @param rest    months ahead that are left of the fiscal year
 * @see Wickramasuriya, Athanasopoulos & Hyndman 2019, J. Am. Stat. Assoc. 114
 */
export function forecastHouse(of: {
  nodes: readonly HouseNode[]
  fitted: readonly (FittedSeries | NoForecast)[]
  rest: number | null
  seed: number
}): HouseForecast {
  const { nodes, fitted } = of
  const bases = basesOf(of)
  const errors = bases.map(base => base.errors)
  const made = reconciler(
    { parent: nodes.map(({ parent }) => parent), tree: nodes.map(({ tree }) => tree) },
    errors,
  )
  const means = wholeUnits(nodes, expected(nodes, { bases, nonNegative: made.nonNegative }))
  const spans = spansOf(of.rest)
  return {
    shrinkage: made.shrinkage,
    nodes: nodes.map((node, at) => {
      const own = fitted[at]!
      const runningSums = bases[at]!.paths.map(runningSum)
      const spoken = 'none' in own ? { method: 'as so far', why: [] } : own
      return {
        method: spoken.method,
        why: spoken.why,
        alone: bases[at]!.mean.reduce((sum, value) => sum + value, 0),
        values: spans.map(span =>
          valueOf(span, { mean: means[at]!, base: bases[at]!, runningSums, least: node.billed.soFar }),
        ),
      }
    }),
  }
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

/** Every month, then the sums over the next 3, 6, 9 and 12 and over what is left of the fiscal year. */
function spansOf(rest: number | null): Span[] {
  const months = Array.from({ length: 12 }, (_, at) => ({ from: at + 1, to: at + 1 }))
  const sums = [3, 6, 9, 12, ...(rest === null || rest < 2 ? [] : [rest])]
  return [...months, ...[...new Set(sums)].map(to => ({ from: 1, to }))]
}

function basesOf(of: Parameters<typeof forecastHouse>[0]): Base[] {
  const { nodes, fitted, seed } = of
  const forecasts = joinFitted(fitted, optionsOf(nodes[0]!, 'fast'))
  const draws = drawsFor(nodes.length)
  const usual = usualShare(nodes[0]!.billed)
  return nodes.map((node, at) =>
    withCurrent(baseOf({ node, fitted: fitted[at]!, forecast: forecasts[at]!, draws, seed: seed + 1 + at }), {
      billed: node.billed,
      usual,
    }),
  )
}

/** Futures are held for all nodes at once. */
const drawsFor = (nodes: number) => (nodes > 2000 ? 200 : 1000)

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
function valueOf(
  span: Span,
  of: { mean: Float64Array; base: Base; runningSums: readonly Float64Array[]; least: number },
): NodeValue {
  const sum = (values: Float64Array) => sumWithin(runningSum(values), span)
  const mean = sum(of.mean)
  const moved = mean - sum(of.base.mean)
  const least = Math.min(mean, Math.max(0, span.from === 1 ? of.least : 0))
  const sums = new Float64Array(of.runningSums.length)
  for (let i = 0; i < sums.length; i++) sums[i] = sumWithin(of.runningSums[i]!, span)
  sums.sort()
  const range = (level: number): readonly [number, number] => [
    Math.round(Math.min(mean, Math.max(least, moved + quantileOfSorted(sums, 0.5 - level / 200)))),
    Math.round(Math.max(mean, moved + quantileOfSorted(sums, 0.5 + level / 200))),
  ]
  return { ...span, mean, range50: range(50), range80: range(80), range95: range(95) }
}

function runningSum(values: Float64Array): Float64Array {
  let sum = 0
  return values.map(value => (sum += value))
}

function sumWithin(running: Float64Array, { from, to }: Span): number {
  return running[to - 1]! - (from > 1 ? running[from - 2]! : 0)
}
