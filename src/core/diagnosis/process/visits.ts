import { type Day, daysBetween, earlier, later } from '#core/calendar/index.ts'

/** A deal as exports told of it, one after the other. */
export type Trail = {
  readonly source: string
  /** As the source says; null where it doesn't. */
  readonly created: Day | null
  /** The first export that it was in. */
  readonly firstSeen: Day
  readonly stage: string
  readonly outcome: End | 'open'
  /** The day it was won or lost as the source says; null where it doesn't. */
  readonly closed: Day | null
  readonly lossReason: string | null
  /** The first activity that was recorded with it. */
  readonly engaged: Day | null
  /** In their order, each dated by the export that shows it. */
  readonly changes: readonly Change[]
}
export type Change = {
  readonly day: Day
  readonly field: 'stage' | 'outcome'
  readonly before: string | null
  readonly after: string | null
}
export type End = 'won' | 'lost' | 'gone'

/** One stay of a deal in one stage. */
export type Visit = {
  readonly stage: string
  /** Null where it lay there before anybody looked. */
  readonly began: Day | null
  /** How it came there: as its first sight, from another stage, or opened again after an end. */
  readonly from: { readonly stage: string } | 'start' | 'reopened'
  readonly to: { readonly stage: string } | End | 'open'
  /** The day it left; of those still there, or gone, the day they were last seen. */
  readonly until: Day
}

/** Days on which each source was exported, ascending. */
export type Exports = ReadonlyMap<string, readonly Day[]>

/**
 * A deal's way through the stages. A move is dated by the export that shows it, a close by the source's own day. Where
 * it stood in its first export tells when that stay began only if the deal arose since the export before: any other
 * had begun unseen. A deal that was closed when first seen has no stays.
 */
export function visitsOf(trail: Trail, exports: Exports): Visit[] {
  const seen = exports.get(trail.source) ?? []
  const states = statesOf(trail)
  const visits: Visit[] = []
  for (const [at, { state, day, closed }] of states.entries()) {
    if (closed) continue
    const [before, next] = [states[at - 1], states[at + 1]]
    const began = before ? day : beginning(trail, seen)
    visits.push({
      stage: state,
      began,
      from: !before ? 'start' : before.closed ? 'reopened' : { stage: before.state },
      to: !next ? 'open' : next.closed ? (next.state as End) : { stage: next.state },
      until: next
        ? leaving(trail, { next, began, last: at + 2 === states.length, seen })
        : (seen.at(-1) ?? day),
    })
  }
  return visits
}

/** Whole days of a stay, and whether its end was seen; undefined where nobody knows when it began. */
export function stay({ began, until, to }: Visit): { days: number; ended: boolean } | undefined {
  if (began === null) return undefined
  return { days: Math.max(0, daysBetween(began, until)), ended: to !== 'open' && to !== 'gone' }
}

type State = { readonly state: string; readonly day: Day; readonly closed: boolean }

/** What it was one after the other: a stage while open, else how it ended. */
function statesOf({ stage, outcome, firstSeen, changes }: Trail): State[] {
  const first = (field: Change['field'], now: string) => {
    const change = changes.find(one => one.field === field)
    return change ? (change.before ?? now) : now
  }
  let at = { stage: first('stage', stage), outcome: first('outcome', outcome) }
  const states = [stateOf(at, firstSeen)]
  for (const [day, own] of Map.groupBy(changes, change => change.day)) {
    for (const { field, after } of own) at = { ...at, [field]: after ?? at[field] }
    const next = stateOf(at, day)
    if (next.state !== states.at(-1)!.state) states.push(next)
  }
  return states
}

function stateOf({ stage, outcome }: { stage: string; outcome: string }, day: Day): State {
  return outcome === 'open' ? { state: stage, day, closed: false } : { state: outcome, day, closed: true }
}

function beginning({ created, firstSeen }: Trail, seen: readonly Day[]): Day | null {
  const before = seen.findLast(day => day < firstSeen)
  if (before === undefined) return created !== null && created >= firstSeen ? created : null
  if (created === null) return firstSeen
  return created > before ? created : null
}

/** A close has a day of its own, between the beginning of the stay and the export that shows it. */
function leaving(
  { closed }: Trail,
  of: { next: State; began: Day | null; last: boolean; seen: readonly Day[] },
): Day {
  const { next, began } = of
  if (next.state === 'gone' && next.closed) return of.seen.findLast(day => day < next.day) ?? next.day
  if (!next.closed || !of.last || closed === null) return next.day
  return later(began ?? closed, earlier(closed, next.day))
}
