import type { DealSimulation } from '../deals/index.ts'
import type { HouseNode } from '../house/facts.ts'
import type { HouseForecast, NodeForecast, NodeValue } from '../house/run.ts'
import { monthsAhead } from '../house/spans.ts'
import { wholeUnits } from '../house/whole.ts'
import { drawsOfNodes, meansOf, type NodeDraws } from './draws.ts'
import { type Earned, earnedAt, joinedOf } from './earn.ts'
import { joinedRanges, type Told, widthOf } from './ranges.ts'
import { type Places, withPlaces } from './places.ts'
import type { Weights } from './weights.ts'

/** The three parts of a place in the reporting line, month by month, each as it would be alone; whole minor units. */
export type NodeParts = {
  readonly n: number
  readonly series: readonly number[]
  readonly open: readonly number[]
  readonly notYetSeen: readonly number[]
}
/** Where joined, whoever has deals and never billed has a place too, after all others. */
export type Joined = {
  readonly nodes: readonly HouseNode[]
  readonly forecast: HouseForecast
  readonly parts: readonly NodeParts[]
}

/** Draws of all teams are held at once. */
const drawsFor = (nodes: number) => (nodes > 2000 ? 200 : 500)

/**
 * Repeat billing, open deals and business not yet seen, side by side; made one forecast where the weights were earned.
 * The same weights hold for everybody, so that parts and whole still add up along the reporting line; product lines and
 * territories, whose deals are not told apart, follow the company's change in proportion.
 */
export function joinHouse(of: {
  places: Places
  forecast: HouseForecast
  simulation: (draws: number) => DealSimulation
  near: Earned
  far: Earned
  seed: number
}): Joined {
  const { nodes } = of.places
  const billing = of.forecast.nodes.length
  const forecast = withPlaces(of.forecast, of.places)
  const draws = drawsFor(nodes.length)
  const found = drawsOfNodes(of.places, { simulation: of.simulation(draws), draws, seed: of.seed })
  const parts = nodes.map((_, at) => partsOf(forecast.nodes[at]!, found, at))
  const told = parts.flatMap(({ series, open, notYetSeen }, n) =>
    nodes[n]!.tree === 0 ? [{ n, ...rounded({ series, open, notYetSeen }) }] : [],
  )
  if (!of.near.joined && !of.far.joined)
    return {
      nodes: nodes.slice(0, billing),
      forecast: of.forecast,
      parts: told.filter(({ n }) => n < billing),
    }
  const weights = Array.from({ length: monthsAhead }, (_, h) => earnedAt(h + 1, of).weights)
  const means = joinedMeans(nodes, parts, weights)
  const joined = joinedNodes({ ...of, nodes, forecast }, { found, means, weights })
  return { nodes, parts: told, forecast: { ...forecast, nodes: joined } }
}

type Parts = { series: Float64Array; open: Float64Array; notYetSeen: Float64Array }

function partsOf({ values }: NodeForecast, found: NodeDraws, at: number): Parts {
  const months = values.filter(({ from, to }) => from === to)
  const own = found.of(at)
  return {
    series: Float64Array.from({ length: monthsAhead }, (_, h) => months.find(({ to }) => to === h + 1)!.mean),
    open: own ? meansOf(own.open) : new Float64Array(monthsAhead),
    notYetSeen: own ? meansOf(own.notYetSeen) : new Float64Array(monthsAhead),
  }
}

const rounded = (parts: Parts) => ({
  series: [...parts.series],
  open: Array.from(parts.open, Math.round),
  notYetSeen: Array.from(parts.notYetSeen, Math.round),
})

/** What is billed of the month under way stands; only what is to come is weighed. */
function joinedMeans(
  nodes: readonly HouseNode[],
  parts: readonly Parts[],
  weights: readonly Weights[],
): Float64Array[] {
  const own = parts.map(({ series, open, notYetSeen }, at) =>
    series.map((value, h) => {
      const stands = h === 0 ? nodes[at]!.billed.soFar : 0
      const toCome = { series: value - stands, open: open[h]!, notYetSeen: notYetSeen[h]! }
      return stands + Math.max(0, joinedOf(toCome, weights[h]!))
    }),
  )
  const company = parts[0]!.series
  const means = nodes.map(({ tree }, at) => {
    if (tree === 0) return own[at]!
    return parts[at]!.series.map((value, h) =>
      company[h] === 0 ? value : (value * own[0]![h]!) / company[h]!,
    )
  })
  return wholeUnits(nodes, means)
}

function joinedNodes(
  of: { nodes: readonly HouseNode[]; forecast: HouseForecast; near: Earned; far: Earned; seed: number },
  by: { found: NodeDraws; means: readonly Float64Array[]; weights: readonly Weights[] },
): NodeForecast[] {
  const before = of.forecast.nodes
  const toldOf = (at: number): Told => ({
    values: before[at]!.values,
    means: by.means[at]!,
    weights: by.weights,
    draws: by.found.of(at),
    soFar: of.nodes[at]!.billed.soFar,
    seed: of.seed + at,
  })
  const company = joinedRanges(toldOf(0), { near: of.near, far: of.far })
  return before.map((node, at) => {
    if (at === 0) return { ...node, values: company.values }
    if (of.nodes[at]!.tree === 0)
      return { ...node, values: joinedRanges(toldOf(at), { scale: company.scale }).values }
    const widened = before[0]!.values.map(
      (value, s) => widthOf(company.values[s]!) / Math.max(1, widthOf(value)),
    )
    return { ...node, values: node.values.map((value, s) => moved(value, by.means[at]!, widened[s]!)) }
  })
}

/** A range of another tree, about its new mean and as much wider or narrower as the company's. */
function moved(value: NodeValue, means: Float64Array, by: number): NodeValue {
  const mean = means.slice(value.from - 1, value.to).reduce((sum, one) => sum + one, 0)
  const about = ([low, high]: readonly [number, number]): readonly [number, number] => [
    Math.min(mean, Math.max(Math.min(0, value.mean), Math.round(mean + (low - value.mean) * by))),
    Math.max(mean, Math.round(mean + (high - value.mean) * by)),
  ]
  const { range50, range80, range95 } = value
  return { ...value, mean, range50: about(range50), range80: about(range80), range95: about(range95) }
}
