import { fitSeries } from '#core/forecast/index.ts'
import {
  baseAt,
  commonTo,
  forecastHouse,
  growTrees,
  historyOf,
  type HouseFacts,
  optionsOf,
} from '#core/forecast/house/index.ts'

/** A house's forecast as jobs make it, all `fast` and in one thread. */
export function forecastOf(facts: HouseFacts, rest: number | null = 5) {
  const nodes = growTrees(facts)
  const fitted = nodes.map(node =>
    fitSeries(historyOf(node, sellingDays(facts)), { options: optionsOf(node, 'fast'), score: true }),
  )
  const common = commonTo(nodes, fitted)
  const bases = nodes.map((node, at) => baseAt(node, { common, fitted: fitted[at]!, rest, seed: 1, at }))
  const { nodes: forecasts } = forecastHouse({ nodes, bases, rest })
  return { nodes, forecasts }
}

export const sellingDays = (facts: HouseFacts) =>
  Array.from({ length: [...facts.billed.values()][0]!.months.length + 12 }, (_, t) => 20 + (t % 4))
