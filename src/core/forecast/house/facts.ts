/** Billing of one person, product line or territory. */
export type Billed = {
  /** By known month, the oldest first. */
  readonly months: readonly number[]
  /** Of the month under way. */
  readonly soFar: number
  /** Of the last known months the part up to the day that answers to today; none where no month is under way. */
  readonly byPoint: readonly number[]
}

/** What an organisation's forecast is made from, as it was known on its day. */
export type HouseFacts = {
  readonly org: string
  /** Everybody who ever billed, and those above them; `manager` by the line of the day. */
  readonly people: readonly Seller[]
  readonly billed: ReadonlyMap<string, Billed>
  readonly productLines: ReadonlyMap<string, Billed>
  readonly territories: ReadonlyMap<string, Billed>
}

export type Seller = {
  readonly id: string
  readonly manager: string | null
  /** Not on that day: what they billed is the company's past, and no team's. */
  readonly employed: boolean
}

export type NodeKind = 'team' | 'person' | 'gone' | 'product_line' | 'territory'

/** One place in the three trees that share the company's total: reporting line, product lines, territories. */
export type HouseNode = {
  readonly kind: NodeKind
  /** A team's is its manager's, the company's the organisation's; `gone` are all who have left, together. */
  readonly id: string
  /** Place of the node above; −1 for the company, which is first. */
  readonly parent: number
  readonly tree: 0 | 1 | 2
  readonly billed: Billed
}

/** Nodes before their children. Whoever never billed is left out, and so is a team in which nobody did. */
export function growTrees(facts: HouseFacts): HouseNode[] {
  const nodes: HouseNode[] = [
    { kind: 'team', id: facts.org, parent: -1, tree: 0, billed: total([...facts.billed.values()]) },
  ]
  plantLine(facts, nodes)
  plantFlat(nodes, { kind: 'product_line', tree: 1, parts: facts.productLines })
  plantFlat(nodes, { kind: 'territory', tree: 2, parts: facts.territories })
  return nodes
}

function plantLine({ people, billed }: HouseFacts, nodes: HouseNode[]): void {
  const here = new Set(people.filter(({ employed }) => employed).map(({ id }) => id))
  const reports = Map.groupBy(
    people.filter(({ employed }) => employed),
    ({ manager }) => (manager !== null && here.has(manager) ? manager : null),
  )
  const sums = new Map<string, Billed[]>()
  const below = (id: string): Billed[] => {
    const known = sums.get(id)
    if (known) return known
    const own = billed.get(id)
    const all = [...(own ? [own] : []), ...(reports.get(id) ?? []).flatMap(report => below(report.id))]
    sums.set(id, all)
    return all
  }
  const plant = (id: string, parent: number): void => {
    const all = below(id)
    const own = billed.get(id)
    if (all.length === 0) return
    if (own && all.length === 1) {
      nodes.push({ kind: 'person', id, parent, tree: 0, billed: own })
      return
    }
    const at = nodes.push({ kind: 'team', id, parent, tree: 0, billed: total(all) }) - 1
    if (own) nodes.push({ kind: 'person', id, parent: at, tree: 0, billed: own })
    for (const report of reports.get(id) ?? []) plant(report.id, at)
  }
  for (const top of reports.get(null) ?? []) plant(top.id, 0)
  const left = people.flatMap(({ id, employed }) => (employed ? [] : (billed.get(id) ?? [])))
  if (left.length > 0) nodes.push({ kind: 'gone', id: '', parent: 0, tree: 0, billed: total(left) })
}

/** A single part would be the company once more. */
function plantFlat(
  nodes: HouseNode[],
  of: { kind: NodeKind; tree: 1 | 2; parts: ReadonlyMap<string, Billed> },
): void {
  if (of.parts.size < 2) return
  for (const [id, billed] of of.parts) nodes.push({ kind: of.kind, id, parent: 0, tree: of.tree, billed })
}

function total(parts: readonly Billed[]): Billed {
  const add = (lists: readonly (readonly number[])[]) =>
    Array.from({ length: Math.max(0, ...lists.map(list => list.length)) }, (_, at) =>
      lists.reduce((sum, list) => sum + (list[at] ?? 0), 0),
    )
  return {
    months: add(parts.map(({ months }) => months)),
    soFar: parts.reduce((sum, { soFar }) => sum + soFar, 0),
    byPoint: add(parts.map(({ byPoint }) => byPoint)),
  }
}
