import {
  type Interval,
  type Lasting,
  type Median,
  medianLasting,
  shareDifference,
  wilson,
} from '#core/stats/index.ts'
import { lifeOf } from './closing.ts'
import { goesBack, type Travelled } from './map.ts'
import type { Exports } from './visits.ts'

export type Side = {
  readonly deals: number
  readonly closed: number
  readonly won: Interval
  /** Days from the first to the last, those still open counted as far as they were seen. */
  readonly lasts: Median
}
export type GoingBack = {
  /** Of the deals whose way was seen, how many went back at least once. */
  readonly share: Interval
  readonly returned: Side
  readonly straight: Side
  /** Share won of those that went back, less that of the others. */
  readonly difference: Interval
}

/** Fewer closed deals than this on a side can't be compared. */
const fewest = 10

/**
 * How often deals go back to an earlier stage, and what became of those that did beside those that didn't. It says what
 * went together, not what caused what: a deal in trouble may go back because it is in trouble.
 * @see Wilson 1927; Newcombe 1998, Statistics in Medicine 17, method 10 (difference)
 */
export function goingBack(
  deals: readonly Travelled[],
  of: { stages: readonly string[]; exports: Exports },
): GoingBack | { none: 'no_history' | 'too_few'; share: Interval | null } {
  const seen = deals.filter(({ visits }) => visits.some(visit => typeof visit.to !== 'string'))
  const known = deals.filter(({ visits }) => visits.length > 0)
  if (seen.length === 0) return { none: 'no_history', share: null }
  const back = new Set(known.filter(({ visits }) => visits.some(visit => goesBack(visit, of.stages))))
  const share = wilson(back.size, known.length) as Interval
  const returned = sideOf([...back], of.exports)
  const straight = sideOf(
    known.filter(deal => !back.has(deal)),
    of.exports,
  )
  const [a, b] = [returned, straight]
  if (!a || !b || a.closed < fewest || b.closed < fewest) return { none: 'too_few', share }
  const difference = shareDifference(
    { hits: a.won.estimate * a.closed, of: a.closed },
    { hits: b.won.estimate * b.closed, of: b.closed },
  ) as Interval
  return { share, returned: a, straight: b, difference }
}

function sideOf(deals: readonly Travelled[], exports: Exports): Side | undefined {
  const won = deals.filter(({ trail }) => trail.outcome === 'won').length
  const closed = won + deals.filter(({ trail }) => trail.outcome === 'lost').length
  const share = wilson(won, closed)
  if ('none' in share) return undefined
  const lives: Lasting[] = deals.flatMap(({ trail }) => lifeOf(trail, exports) ?? [])
  return { deals: deals.length, closed, won: share, lasts: medianLasting(lives) }
}
