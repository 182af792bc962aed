import { type Day, addDays, covers, openSpan } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import { type NameOf, type ReportingLine, above, byPerson, chain, when } from './lines.ts'

export type Move = {
  readonly person: string
  /** Null makes the person a top. */
  readonly manager: string | null
  /** First day under the new manager, until further notice. */
  readonly day: Day
}

export type MovePreview = {
  readonly added: ReportingLine
  /** The line that now ends on the day before, as it was. */
  readonly ended?: ReportingLine
  /** Lines of that day or later that the move replaces. */
  readonly dropped: readonly ReportingLine[]
  /** Everybody below the person on that day, who comes along. */
  readonly below: readonly string[]
  readonly sentences: readonly string[]
}

/**
 * Moves somebody under another manager from a day on. What was before stays as it was. Refuses a ring on
 * any day, today's or a planned one's, and says who closes it.
 */
export function moveFrom(
  stored: readonly ReportingLine[],
  move: Move,
  nameOf: NameOf = id => id,
): { lines: ReportingLine[]; preview: MovePreview } {
  const lines = stored.map(line => openSpan(line))
  const own = lines.filter(line => line.person === move.person)
  const ended = own.find(line => covers(line, move.day) && line.from !== move.day)
  const dropped = own.filter(line => line.from !== null && line.from >= move.day)
  const current = own.find(line => covers(line, move.day))
  if (current?.manager === move.manager && current.to === null)
    refuse(`${says(move.person, move.manager, nameOf)} already ${when(current)}.`)

  const added: ReportingLine = { person: move.person, manager: move.manager, from: move.day, to: null }
  const kept = lines.filter(line => line !== ended && !dropped.includes(line))
  const next = [...kept, ...(ended ? [{ ...ended, to: addDays(move.day, -1) }] : []), added]
  refuseRing(next, move, nameOf)
  const below = peopleBelow(lines, move)
  const preview = { added, ...(ended && { ended }), dropped, below }
  return { lines: next, preview: { ...preview, sentences: sentences(preview, current, nameOf) } }
}

function refuseRing(lines: readonly ReportingLine[], move: Move, nameOf: NameOf): void {
  const { person, manager, day } = move
  if (manager === person)
    refuse(`${nameOf(person)} cannot report to ${nameOf(person)}. Choose somebody else.`)
  const rings = [...above(byPerson(lines), person)].filter(
    step => step.boss === person && (step.span.to === null || step.span.to >= day),
  )
  const first = rings.toSorted((a, b) => ((a.span.from ?? '') < (b.span.from ?? '') ? -1 : 1))[0]
  if (!first) return
  const why = chain([...first.path.slice(1), person], nameOf)
  throw new Failure(
    'conflict',
    `${nameOf(person)} cannot report to ${nameOf(manager!)} from ${day}: ${when(first.span)} ${why}. Move ${nameOf(first.path.at(-1)!)} first, or choose somebody else.`,
  )
}

function peopleBelow(lines: readonly ReportingLine[], { person, day }: Move): string[] {
  const that = Map.groupBy(
    lines.filter(line => covers(line, day)),
    line => line.manager,
  )
  const below = new Set<string>()
  const visit = (boss: string) => {
    for (const line of that.get(boss) ?? []) {
      if (below.has(line.person)) continue
      below.add(line.person)
      visit(line.person)
    }
  }
  visit(person)
  below.delete(person)
  return [...below].toSorted()
}

function sentences(
  preview: Omit<MovePreview, 'sentences'>,
  current: ReportingLine | undefined,
  nameOf: NameOf,
): string[] {
  const { added, dropped, below } = preview
  const instead = current
    ? `, no longer to ${current.manager === null ? 'nobody' : nameOf(current.manager)}`
    : ''
  const planned = dropped.filter(line => line !== current)
  return [
    `${says(added.person, added.manager, nameOf)} from ${added.from}${instead}.`,
    ...planned.map(
      line =>
        `The line to ${line.manager === null ? 'nobody' : nameOf(line.manager)} planned ${when(line)} falls away.`,
    ),
    ...(below.length > 0
      ? [`${below.map(nameOf).join(', ')} ${below.length === 1 ? 'comes' : 'come'} along.`]
      : []),
    `Figures before ${added.from} stay as they were.`,
  ]
}

function says(person: string, manager: string | null, nameOf: NameOf): string {
  return `${nameOf(person)} reports to ${manager === null ? 'nobody' : nameOf(manager)}`
}

function refuse(sentence: string): never {
  throw new Failure('invalid', sentence)
}
