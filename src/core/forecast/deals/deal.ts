import { type Day, toNumber } from '#core/calendar/index.ts'

export type Deal = {
  readonly id: string
  readonly person: string
  /** What deals of a kind have in common: a product line, an office. */
  readonly segment: string
  readonly created: Day
  /** The day it was won or lost; null while it is open. */
  readonly closed: Day | null
  readonly won: boolean | null
  /** Minor units; null where nobody said: then drawn from what comparable deals were won at. */
  readonly amount: number | null
  /** Where it stands; null until two imports have been seen. */
  readonly stage: string | null
}

/** A deal as it was known on a day: what closed later is open, what began later is not there. */
export function asOf(deals: readonly Deal[], day: Day): Deal[] {
  return deals
    .filter(({ created }) => created <= day)
    .map(deal => (deal.closed !== null && deal.closed > day ? { ...deal, closed: null, won: null } : deal))
}

/** Whole days from creation to the close, or to `day` while it is open; never below 0. */
export function ageOf(deal: Deal, day: Day): number {
  return Math.max(0, toNumber(deal.closed ?? day) - toNumber(deal.created))
}
