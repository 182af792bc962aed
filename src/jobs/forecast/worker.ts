import { fitSeries, type FittedSeries, type NoForecast, type Procedure } from '#core/forecast/index.ts'
import {
  type Base,
  baseAt,
  type Common,
  forecastHouse,
  type HouseForecast,
  type HouseNode,
  historyOf,
  optionsOf,
} from '#core/forecast/house/index.ts'

export type FitTask = {
  readonly nodes: readonly { readonly node: HouseNode; readonly score: boolean }[]
  /** Selling days of the known months and of those ahead. */
  readonly days: readonly number[]
  readonly procedure: Procedure
}

/** What a thread does: its share of the nodes. */
export function fitNodes({ nodes, days, procedure }: FitTask): (FittedSeries | NoForecast)[] {
  return nodes.map(({ node, score }) =>
    fitSeries(historyOf(node, days), { options: optionsOf(node, procedure), score }),
  )
}

export type BaseTask = {
  readonly nodes: readonly {
    readonly node: HouseNode
    readonly fitted: FittedSeries | NoForecast
    readonly at: number
  }[]
  readonly common: Common
  readonly rest: number | null
  readonly seed: number
}

/** When all are fitted and have learnt from each other, their possible futures: again each thread its share. */
export function drawNodes({ nodes, ...of }: BaseTask): Base[] {
  return nodes.map(({ node, ...one }) => baseAt(node, { ...of, ...one }))
}

/** And then one thread makes them coherent: none of it holds up the server. */
export function joinNodes(of: Parameters<typeof forecastHouse>[0]): HouseForecast {
  return forecastHouse(of)
}

/** Deals beside it, joined where that was earned. */
export { joinDeals } from '#core/forecast/joined/index.ts'
