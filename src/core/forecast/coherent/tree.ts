/**
 * Nodes of one or more trees that share their top. Node 0 is the shared total; every other node stands in one
 * tree. A node is the sum of its children, and the total is the sum of its children in each tree separately.
 */
export type Hierarchy = {
  /** The node above; −1 for node 0 only. */
  readonly parent: readonly number[]
  /** Which tree a node stands in, 0 … trees − 1; node 0 stands in all of them, and its entry is not read. */
  readonly tree: readonly number[]
}

/** One sum that must hold: the node (the total, for a tree's first row) less its children is zero. */
export type SumRow = { readonly node: number; readonly children: readonly number[] }

export type Sums = {
  /** Deepest first: a row stands before the row of its node's parent. */
  readonly rows: readonly SumRow[]
  /** Which row holds the node as a child; −1 for the total. */
  readonly rowAbove: Int32Array
  /** The leaves of each tree. */
  readonly leaves: readonly (readonly number[])[]
}

/**
 * The sums of a hierarchy.
 * @throws RangeError where a node hangs on itself, on nothing or on another tree
 */
export function sumsOf({ parent, tree }: Hierarchy): Sums {
  const depth = depths(parent)
  const children = new Map<string, number[]>()
  const key = (node: number, of: number) => (node === 0 ? `0/${tree[of]}` : String(node))
  for (let node = 1; node < parent.length; node++) {
    const above = parent[node]!
    if (above !== 0 && tree[above] !== tree[node]) {
      throw new RangeError(
        `node ${node} stands in tree ${tree[node]}, its parent ${above} in tree ${tree[above]}`,
      )
    }
    const siblings = children.get(key(above, node))
    if (siblings) siblings.push(node)
    else children.set(key(above, node), [node])
  }
  const rows = [...children.values()]
    .map(below => ({ node: parent[below[0]!]!, children: below }))
    .sort((a, b) => depth[b.node]! - depth[a.node]!)
  const rowAbove = new Int32Array(parent.length).fill(-1)
  for (const [row, { children: below }] of rows.entries()) for (const node of below) rowAbove[node] = row
  const inner = new Set(rows.map(({ node }) => node))
  const leaves = parent.map((_, node) => node).filter(node => node !== 0 && !inner.has(node))
  return { rows, rowAbove, leaves: [...Map.groupBy(leaves, leaf => tree[leaf]!).values()] }
}

function depths(parent: readonly number[]): Int32Array {
  const depth = new Int32Array(parent.length).fill(-1)
  if (parent[0] !== -1) throw new RangeError('node 0 is the total and has nothing above it')
  depth[0] = 0
  for (let start = 1; start < parent.length; start++) {
    const path: number[] = []
    let node = start
    for (; depth[node] === -1; node = parent[node]!) {
      if (!(parent[node]! >= 0 && parent[node]! < parent.length) || path.length > parent.length) {
        throw new RangeError(`node ${start} does not lead up to the total`)
      }
      path.push(node)
    }
    for (let steps = path.length; steps > 0; steps--) {
      depth[path[steps - 1]!] = depth[node]! + path.length - steps + 1
    }
  }
  return depth
}
