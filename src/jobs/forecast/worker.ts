import { fitSeries, type FittedSeries, type NoForecast, type Procedure } from '#core/forecast/index.ts'
import {
  forecastHouse,
  type HouseForecast,
  type HouseNode,
  historyOf,
  optionsOf,
} from '#core/forecast/house/index.ts'

export type FitTask = {
  readonly nodes: readonly { readonly node: HouseNode; readonly score: boolean }[]
  readonly procedure: Procedure
}

/** What a thread does: its share of the nodes. */
export function fitNodes({ nodes, procedure }: FitTask): (FittedSeries | NoForecast)[] {
  return nodes.map(({ node, score }) =>
    fitSeries(historyOf(node), { options: optionsOf(node, procedure), score }),
  )
}

/** And when all are fitted, one thread makes them coherent: none of it holds up the server. */
export function joinNodes(of: Parameters<typeof forecastHouse>[0]): HouseForecast {
  return forecastHouse(of)
}
