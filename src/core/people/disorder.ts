import { type Day, type Span, covers } from '#core/calendar/index.ts'
import { type NameOf, type ReportingLine, checkLines } from './lines.ts'

export type Disorder = { readonly personId: string; readonly sentence: string }

/**
 * What is not in order among people on a day: a day without a reporting line (today's first), a manager who has
 * left, a quota that nobody leads. The house is nobody's report and nobody's manager.
 */
export function disorder(of: {
  on: Day
  people: readonly (Span & { readonly id: string })[]
  lines: readonly ReportingLine[]
  quotaHolders: readonly string[]
  nameOf: NameOf
}): Disorder[] {
  const { on, nameOf } = of
  const employed = of.people.map(({ id, from, to }) => ({ person: id, from, to }))
  const gaps = checkLines(of.lines, { employed, nameOf }).filter(problem => problem.kind === 'gap')
  const [today, other] = [gaps.filter(gap => covers(gap, on)), gaps.filter(gap => !covers(gap, on))]
  const told = (list: typeof gaps) => list.map(gap => ({ personId: gap.people[0]!, sentence: gap.sentence }))
  return [...told(today), ...departedManagers(of), ...unled(of), ...told(other)]
}

function departedManagers(of: Parameters<typeof disorder>[0]): Disorder[] {
  const here = new Map(of.people.map(person => [person.id, covers(person, of.on)]))
  return of.lines
    .filter(line => covers(line, of.on) && here.get(line.person) && line.manager !== null)
    .filter(line => here.get(line.manager!) === false)
    .map(line => ({
      personId: line.person,
      sentence: `${of.nameOf(line.person)} reports to ${of.nameOf(line.manager!)}, who is not here on ${of.on}. Move them to somebody else.`,
    }))
}

/** Somebody with a number of their own, under nobody and over nobody. */
function unled(of: Parameters<typeof disorder>[0]): Disorder[] {
  const now = of.lines.filter(line => covers(line, of.on))
  const leads = new Set(now.map(line => line.manager))
  const tops = new Set(now.filter(line => line.manager === null).map(line => line.person))
  return of.quotaHolders
    .filter(id => tops.has(id) && !leads.has(id))
    .map(id => ({
      personId: id,
      sentence: `${of.nameOf(id)} has a quota and nobody who leads them.`,
    }))
}
