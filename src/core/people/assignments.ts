import { type Day, type Span, byFrom, openSpan, overlap, without } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import { type NameOf, when } from './lines.ts'

/** Who works which territory, from which day to which, both included. Several may share one; one may work several. */
export type Assignment = Span & { readonly person: string; readonly territory: string }

/** A territory, and the last day it is worked; null: until further notice. */
export type Territory = { readonly id: string; readonly name: string; readonly end: Day | null }

export type Gap = Span & {
  readonly territoryId: string | null
  readonly personId: string | null
  readonly sentence: string
}

/**
 * What is refused of an assignment that is added, or put in place of one that was: nobody works a territory twice
 * on one day (as an import refuses it, and the table), nor before coming, after leaving, or after the territory's end.
 */
export function checkAssignment(
  others: readonly Assignment[],
  wanted: Assignment,
  of: { territory: Territory; employed: Span; nameOf: NameOf },
): void {
  const span = openSpan(wanted)
  const [who, where] = [of.nameOf(wanted.person), of.territory.name]
  if (span.from !== null && span.to !== null && span.to < span.from)
    throw new Failure('invalid', `The last day, ${span.to}, is before the first.`, { to: 'before the first' })
  const { from: start, to: leaves } = openSpan(of.employed)
  if (start !== null && span.from !== null && span.from < start)
    throw new Failure('invalid', `${who} starts on ${start}, so not on ${span.from}. Choose another day.`, {
      from: 'not here on that day',
    })
  if (leaves !== null && ((span.from ?? '') > leaves || (span.to !== null && span.to > leaves)))
    throw new Failure('invalid', `${who} leaves on ${leaves}. Choose a day until then.`, {
      [span.to === null ? 'from' : 'to']: 'not here on that day',
    })
  const { end } = of.territory
  if (end !== null && (span.to === null || span.to > end))
    throw new Failure('invalid', `${where} ends on ${end}. Let the assignment end by then.`, {
      to: 'after the territory’s end',
    })
  const clash = others
    .map(other => openSpan(other))
    .filter(other => other.person === wanted.person && other.territory === wanted.territory)
    .find(other => overlap(other, span))
  if (clash)
    throw new Failure('conflict', `${who} works ${where} ${when(clash)} already. End that first.`, {
      from: 'overlaps',
    })
}

/** What a change from these assignments of a territory to those means, in sentences. */
export function assignmentSentences(of: {
  territory: Territory
  before: readonly Assignment[]
  after: readonly Assignment[]
  nameOf: NameOf
}): string[] {
  const { territory, nameOf } = of
  const keyOf = ({ person, from, to }: Assignment) => `${person} ${from} ${to}`
  const [before, after] = [of.before, of.after].map(all => all.map(one => openSpan(one)).toSorted(byFrom))
  const kept = new Set(before!.map(keyOf))
  const added = after!.filter(one => !kept.has(keyOf(one)))
  const [gapsBefore, gapsAfter] = [before!, after!].map(all => gapsOf(territory, all))
  const says = (span: Span) => `${territory.name} is worked by nobody ${when(span)}.`
  const known = new Set(gapsBefore!.map(says))
  return [
    ...added.map(one => `${nameOf(one.person)} works ${territory.name} ${when(one)}.`),
    ...goneFrom(before!, after!).map(
      ({ person, span }) => `${nameOf(person)} does not work ${territory.name} ${when(span)}.`,
    ),
    ...added.flatMap(one =>
      after!
        .filter(other => other.person !== one.person)
        .flatMap(other => {
          const both = overlap(one, other)
          return both ? [`${nameOf(other.person)} works it too ${when(both)}.`] : []
        }),
    ),
    ...gapsAfter!.filter(gap => !known.has(says(gap))).map(says),
    ...(gapsBefore!.length > 0 && gapsAfter!.length === 0 ? ['No day is left without anybody.'] : []),
    'Figures stay as they are: a territory’s billing is that of the accounts in it, whoever works it.',
  ]
}

/** Days that somebody had and has no more. */
function goneFrom(
  before: readonly Assignment[],
  after: readonly Assignment[],
): { person: string; span: Span }[] {
  return before.flatMap(one =>
    without(
      one,
      after.filter(other => other.person === one.person),
    ).map(span => ({ person: one.person, span })),
  )
}

/**
 * Days without anybody: of a territory from its first assignment to its end; of a seller while employed. What was never worked is told by its row; where nobody was ever assigned, nothing is missing.
 */
export function assignmentGaps(of: {
  territories: readonly Territory[]
  assignments: readonly Assignment[]
  sellers: readonly (Span & { readonly id: string })[]
  nameOf: NameOf
}): Gap[] {
  if (of.assignments.length === 0) return []
  const byTerritory = Map.groupBy(of.assignments, one => one.territory)
  const byPerson = Map.groupBy(of.assignments, one => one.person)
  return [
    ...of.territories.flatMap(territory =>
      gapsOf(territory, byTerritory.get(territory.id) ?? []).map(gap => ({
        ...gap,
        territoryId: territory.id,
        personId: null,
        sentence: `${territory.name} is worked by nobody ${when(gap)}.`,
      })),
    ),
    ...of.sellers.flatMap(seller =>
      without(openSpan(seller), byPerson.get(seller.id) ?? []).map(gap => ({
        ...gap,
        territoryId: null,
        personId: seller.id,
        sentence: `${of.nameOf(seller.id)} sells, and has no territory ${gap.from === null && gap.to === null ? 'on record' : when(gap)}.`,
      })),
    ),
  ]
}

function gapsOf(territory: Territory, assignments: readonly Assignment[]): Span[] {
  const spans = assignments.map(one => openSpan(one)).toSorted(byFrom)
  return spans[0] ? without({ from: spans[0].from, to: territory.end }, spans) : []
}
