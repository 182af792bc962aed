import { type Day, type Span, byFrom, openSpan, overlap, without } from '#core/calendar/index.ts'

/** Who reports to whom, from which day to which, both included; a top has `manager: null`. */
export type ReportingLine = Span & { readonly person: string; readonly manager: string | null }

/** The days a person belongs to the organisation; somebody rehired has two. */
export type Employment = Span & { readonly person: string }

/** Says an id as a person's name, for sentences. */
export type NameOf = (id: string) => string

export type LineProblem = Span & {
  /** Rings and overlaps are refused; a gap is only shown. */
  readonly kind: 'ring' | 'overlap' | 'gap'
  readonly people: readonly string[]
  readonly sentence: string
}

/**
 * What is wrong with reporting lines. A gap is a day on which somebody employed has no line; where no
 * employment is handed in for a person, a day between two of their lines. Rings are looked for once nothing
 * overlaps: with two managers at once there is no one walk up the tree, but a multitude that grows without bound.
 */
export function checkLines(
  lines: readonly ReportingLine[],
  of: { employed?: readonly Employment[]; nameOf?: NameOf } = {},
): LineProblem[] {
  const nameOf = of.nameOf ?? (id => id)
  const lineages = byPerson(lines)
  const employed = byPerson(of.employed ?? [])
  const people = [...new Set([...lineages.keys(), ...employed.keys()])].toSorted()
  const linesOf = (person: string) => lineages.get(person) ?? []
  const overlaps = people.flatMap(person => overlapsOf(person, linesOf(person), nameOf))
  return [
    ...overlaps,
    ...(overlaps.length > 0 ? [] : people.flatMap(person => ringsOf(lineages, person, nameOf))),
    ...people.flatMap(person => gapsOf(person, linesOf(person), employed.get(person), nameOf)),
  ]
}

/** One boss above a person and the days on which that chain holds; `path` leads from the person up to below the boss. */
export type Step = {
  readonly boss: string
  readonly path: readonly string[]
  readonly span: Span
  readonly ring: boolean
}

/** Every chain upward from a person, by days. A ring ends where it comes upon somebody already in the path. */
export function* above(
  lineages: ReadonlyMap<string, readonly ReportingLine[]>,
  person: string,
): Generator<Step> {
  yield* climb([person], { from: null, to: null })

  function* climb(path: readonly string[], span: Span): Generator<Step> {
    for (const line of lineages.get(path.at(-1)!) ?? []) {
      const both = line.manager !== null && overlap(span, line)
      if (!both || line.manager === null) continue
      const ring = path.includes(line.manager)
      yield { boss: line.manager, path, span: both, ring }
      if (!ring) yield* climb([...path, line.manager], both)
    }
  }
}

/** Rows by person, their spans as the core reads them. */
export function byPerson<T extends Span & { readonly person: string }>(rows: readonly T[]): Map<string, T[]> {
  return Map.groupBy(
    rows.map(row => openSpan(row)),
    row => row.person,
  )
}

/** “Carl reports to Bert, Bert to Anna”, for a path and the boss it leads to. */
export function chain(people: readonly string[], nameOf: NameOf): string {
  const links = people.slice(1).map((boss, index) => [nameOf(people[index]!), nameOf(boss)])
  return links.map(([who, boss], index) => `${who} ${index === 0 ? 'reports ' : ''}to ${boss}`).join(', ')
}

/** “from 2026-03-01 to 2026-04-30”, “until 2026-04-30”, “always”. */
export function when({ from, to }: Span): string {
  if (from === null) return to === null ? 'always' : `until ${to}`
  return to === null ? `from ${from}` : from === to ? `on ${from}` : `from ${from} to ${to}`
}

/** Every member meets the same ring; it is told once, by the one whose id comes first. */
function ringsOf(
  lineages: ReadonlyMap<string, readonly ReportingLine[]>,
  person: string,
  nameOf: NameOf,
): LineProblem[] {
  const rings = [...above(lineages, person)].filter(step => step.boss === person)
  return rings
    .filter(({ path }) => path.every(member => person <= member))
    .map(({ path, span }) => ({
      ...span,
      kind: 'ring',
      people: path,
      sentence: `A ring ${when(span)}: ${chain([...path, person], nameOf)}.`,
    }))
}

function overlapsOf(person: string, lines: readonly ReportingLine[], nameOf: NameOf): LineProblem[] {
  const sorted = lines.toSorted(byFrom)
  const manager = (line: ReportingLine) => (line.manager === null ? 'nobody' : nameOf(line.manager))
  return sorted.flatMap((line, index) =>
    sorted.slice(index + 1).flatMap((next): LineProblem[] => {
      const both = overlap(line, next)
      if (!both) return []
      const sentence = `${nameOf(person)} reports both to ${manager(line)} and to ${manager(next)} ${when(both)}.`
      return [{ ...both, kind: 'overlap', people: [person], sentence }]
    }),
  )
}

function gapsOf(
  person: string,
  lines: readonly ReportingLine[],
  employed: readonly Employment[] | undefined,
  nameOf: NameOf,
): LineProblem[] {
  const spans = employed ?? between(lines)
  return spans.flatMap(span =>
    without(span, lines).map(gap => ({
      ...gap,
      kind: 'gap',
      people: [person],
      sentence: `${nameOf(person)} reports to nobody on record ${when(gap)}.`,
    })),
  )
}

/** From the first day of the first line to the last day of the last. */
function between(lines: readonly ReportingLine[]): Span[] {
  const first = lines.toSorted(byFrom)[0]
  if (!first) return []
  const ends = lines.map(line => line.to)
  const last = ends.includes(null) ? null : ends.reduce((a: Day | null, b) => (a! > b! ? a : b))
  return [{ from: first.from, to: last }]
}
