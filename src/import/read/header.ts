/**
 * Column names from the header row: trimmed, an empty one named by its place, a repeated one numbered
 * (`Date`, `Date 2`), so that each column can be spoken of.
 */
export function columnNames(cells: readonly string[]): string[] {
  const taken = new Set<string>()
  // where to go on counting: ten thousand columns of one name are not counted through each time
  const reached = new Map<string, number>()
  return cells.map((cell, index) => {
    const name = cell.replace(/\s+/g, ' ').trim() || `Column ${index + 1}`
    const small = name.toLowerCase()
    let unique = name
    let n = reached.get(small) ?? 2
    for (; taken.has(unique.toLowerCase()); n++) unique = `${name} ${n}`
    reached.set(small, n)
    taken.add(unique.toLowerCase())
    return unique
  })
}
