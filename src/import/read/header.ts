/**
 * Column names from the header row: trimmed, an empty one named by its place, a repeated one numbered
 * (`Date`, `Date 2`), so that each column can be spoken of.
 */
export function columnNames(cells: readonly string[]): string[] {
  const taken = new Set<string>()
  return cells.map((cell, index) => {
    const name = cell.replace(/\s+/g, ' ').trim() || `Column ${index + 1}`
    let unique = name
    for (let n = 2; taken.has(unique.toLowerCase()); n++) unique = `${name} ${n}`
    taken.add(unique.toLowerCase())
    return unique
  })
}
