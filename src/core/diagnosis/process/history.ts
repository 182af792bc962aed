import { type Day, daysBetween } from '#core/calendar/index.ts'
import { median } from '#core/stats/index.ts'
import type { Travelled } from './map.ts'
import type { Exports } from './visits.ts'

/** What the map stands on. */
export type History = {
  readonly first: Day
  readonly last: Day
  /** The most exports that one source has: with one there are no moves yet. */
  readonly exports: number
  /** Median days from one export of a source to its next: moves are dated no finer. */
  readonly grain: number | null
  readonly deals: number
  /** Were closed when they were first seen, so that nobody knows their way. */
  readonly closedUnseen: number
}

/** Null where no export came in. */
export function historyOf(deals: readonly Travelled[], exports: Exports): History | null {
  const days = [...exports.values()].flat().toSorted()
  if (days.length === 0) return null
  const gaps = [...exports.values()].flatMap(own => own.slice(1).map((day, at) => daysBetween(own[at]!, day)))
  return {
    first: days[0]!,
    last: days.at(-1)!,
    exports: Math.max(...[...exports.values()].map(own => own.length)),
    grain: median(gaps) ?? null,
    deals: deals.length,
    closedUnseen: deals.filter(({ visits }) => visits.length === 0).length,
  }
}
