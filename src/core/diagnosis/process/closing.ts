import { type Day, daysBetween } from '#core/calendar/index.ts'
import { type Lasting, type Median, medianLasting } from '#core/stats/index.ts'
import type { Exports, Trail } from './visits.ts'

/** What dates alone tell, with one export or many. */
export type Closing = {
  /** From the first day to the close, of all; those still open counted as far as they were seen. */
  readonly all: Median
  readonly won: Median
  readonly lost: Median
  /** From the first day to the first activity recorded with the deal. */
  readonly engaged: Median
  /** Closed, but nobody says when they began or when they ended. */
  readonly undated: number
}

/**
 * How long deals last, from their first day to their last.
 * @see Kaplan & Meier 1958; Brookmeyer & Crowley 1982. An export that names open deals only shows of the older ones
 *      those that lasted: they count from its day on (late entry, Klein & Moeschberger 2003, 4.6)
 */
export function closing(trails: readonly Trail[], exports: Exports): Closing {
  const lives = trails.map(trail => ({ trail, life: lifeOf(trail, exports) }))
  const late = openOnly(trails, exports)
  const entered = lives.flatMap(({ trail, life }) =>
    life === undefined ? [] : [late.has(trail.source) ? lateEntry(trail, life, exports) : life],
  )
  const ended = (outcome: 'won' | 'lost') =>
    lives.flatMap(({ trail, life }) => (trail.outcome === outcome && life?.ended ? [life] : []))
  return {
    all: medianLasting(entered),
    won: medianLasting(ended('won')),
    lost: medianLasting(ended('lost')),
    engaged: medianLasting(trails.flatMap(engagement)),
    undated: lives.filter(
      ({ trail, life }) => life === undefined && (trail.outcome === 'won' || trail.outcome === 'lost'),
    ).length,
  }
}

/** From its first day to its close, or as far as it was seen; undefined where one of both is not known. */
export function lifeOf(trail: Trail, exports: Exports): Lasting | undefined {
  const { created, closed, outcome } = trail
  if (created === null) return undefined
  if (outcome === 'open' || outcome === 'gone') {
    const last = lastSeen(trail, exports)
    return { days: Math.max(0, daysBetween(created, last)), ended: false }
  }
  return closed === null || closed < created ? undefined : { days: daysBetween(created, closed), ended: true }
}

function lastSeen({ source, outcome, changes, firstSeen }: Trail, exports: Exports): Day {
  const days = exports.get(source) ?? []
  const gone = outcome === 'gone' ? changes.findLast(({ field }) => field === 'outcome')?.day : undefined
  const last = gone === undefined ? days.at(-1) : days.findLast(day => day < gone)
  return last ?? firstSeen
}

/** Sources whose first export named no deal that was closed by then. */
function openOnly(trails: readonly Trail[], exports: Exports): Set<string> {
  const closedAtFirst = new Set(
    trails
      .filter(trail => trail.firstSeen === exports.get(trail.source)?.[0] && endedAtFirst(trail))
      .map(t => t.source),
  )
  return new Set([...exports.keys()].filter(source => !closedAtFirst.has(source)))
}

function endedAtFirst({ outcome, changes }: Trail): boolean {
  return (changes.find(({ field }) => field === 'outcome')?.before ?? outcome) !== 'open'
}

function lateEntry({ created, source }: Trail, life: Lasting, exports: Exports): Lasting {
  const first = exports.get(source)?.[0]
  const from = first === undefined || created === null ? 0 : daysBetween(created, first)
  return from > 0 ? { ...life, from: Math.min(from, life.days) } : life
}

/** Deals without any activity are left out: where activities are not recorded they would all be waiting for ever. */
function engagement({ created, engaged }: Trail): Lasting[] {
  if (created === null || engaged === null) return []
  return [{ days: Math.max(0, daysBetween(created, engaged)), ended: true }]
}
