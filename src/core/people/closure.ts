import { type Span, addDays, byFrom } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import { type ReportingLine, above, byPerson, chain, when } from './lines.ts'

/** On these days (both included) `person` is `depth` steps below `boss`; 0 is oneself, on every day. */
export type ClosureRow = Span & { readonly boss: string; readonly person: string; readonly depth: number }

/**
 * The dated closure: on any day its rows are exactly the walk up the tree that day. Lines with a ring are
 * refused; `checkLines` tells all of them.
 */
export function closure(lines: readonly ReportingLine[]): ClosureRow[] {
  const lineages = byPerson(lines)
  const people = new Set(
    lines.flatMap(line => (line.manager === null ? [line.person] : [line.person, line.manager])),
  )
  return [...people].toSorted().flatMap(person => {
    const rows: ClosureRow[] = [{ boss: person, person, depth: 0, from: null, to: null }]
    for (const { boss, path, span, ring } of above(lineages, person)) {
      if (ring) throw new Failure('conflict', `A ring ${when(span)}: ${chain([...path, boss], id => id)}.`)
      rows.push({ boss, person, depth: path.length, from: span.from, to: span.to })
    }
    return joined(rows)
  })
}

/** Two stretches under the same boss at the same depth that touch are one: a change in between went unnoticed above. */
function joined(rows: readonly ClosureRow[]): ClosureRow[] {
  const groups = Map.groupBy(rows, row => `${row.depth} ${row.boss}`)
  return [...groups.values()].flatMap(group => {
    const out: ClosureRow[] = []
    for (const row of group.toSorted(byFrom)) {
      const last = out.at(-1)
      const touches = last?.to && row.from !== null && row.from <= addDays(last.to, 1)
      if (last && touches) out[out.length - 1] = { ...last, to: row.to }
      else out.push(row)
    }
    return out
  })
}
