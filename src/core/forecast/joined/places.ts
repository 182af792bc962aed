import type { Deal } from '../deals/index.ts'
import type { HouseNode, Seller } from '../house/facts.ts'
import type { HouseForecast, NodeForecast } from '../house/run.ts'

/** Where deals are summed up: the places of billing, and after them those of people who have deals and never billed. */
export type Places = {
  readonly nodes: readonly HouseNode[]
  /** Who has left and has open deals: together they are the place `gone`. */
  readonly left: readonly string[]
}

/**
 * Gives newcomers a place under the nearest team above them, else under the company, so that their deals are in its sum;
 * open deals of people who have left are the company's.
 * @param of.nodes  as growTrees has them: whoever never billed has none
 * @param of.line   everybody, by the line of the day
 */
export function placesOf(of: {
  nodes: readonly HouseNode[]
  line: readonly Seller[]
  deals: readonly Deal[]
}): Places {
  const known = new Set(of.nodes.flatMap(({ kind, id }) => (kind === 'person' ? [id] : [])))
  const here = new Map(of.line.flatMap(one => (one.employed ? [[one.id, one] as const] : [])))
  const owners = (deals: readonly Deal[]) =>
    [...new Set(deals.map(({ person }) => person))].filter(id => id !== '' && !known.has(id)).toSorted()
  const left = owners(of.deals.filter(({ closed }) => closed === null)).filter(id => !here.has(id))
  const newcomers = owners(of.deals).flatMap(id => here.get(id) ?? [])
  const teams = new Map(
    of.nodes.flatMap(({ kind, id, tree }, at) => (kind === 'team' && tree === 0 ? [[id, at] as const] : [])),
  )
  const above = ({ manager }: Seller): number => {
    const boss = manager === null ? undefined : here.get(manager)
    return boss ? (teams.get(boss.id) ?? above(boss)) : 0
  }
  const billed = nothing(of.nodes[0]!)
  const added = newcomers.map((one): HouseNode => ({
    kind: 'person',
    id: one.id,
    parent: above(one),
    tree: 0,
    billed,
  }))
  if (left.length > 0 && !of.nodes.some(({ kind }) => kind === 'gone'))
    added.push({ kind: 'gone', id: '', parent: 0, tree: 0, billed })
  return { nodes: [...of.nodes, ...added], left }
}

const nothing = ({ billed: { months, byPoint } }: HouseNode): HouseNode['billed'] => ({
  months: months.map(() => 0),
  soFar: 0,
  byPoint: byPoint.map(() => 0),
})

/** A forecast of billing in which those who never billed have a place: their billing foretells nothing. */
export function withPlaces(forecast: HouseForecast, { nodes }: Places): HouseForecast {
  const none: NodeForecast = {
    method: 'open deals alone',
    why: [],
    alone: 0,
    values: forecast.nodes[0]!.values.map(({ from, to }) => ({
      from,
      to,
      mean: 0,
      range50: [0, 0],
      range80: [0, 0],
      range95: [0, 0],
    })),
  }
  return { ...forecast, nodes: nodes.map((_, at) => forecast.nodes[at] ?? none) }
}
