import { type Day, toNumber } from '#core/calendar/index.ts'

export type Deal = {
  readonly id: string
  readonly person: string
  /** What deals of a kind have in common: a product line, an office. */
  readonly segment: string
  readonly created: Day
  /** From this day on its end would have been written down; deals that ended before are missing from the ledger. */
  readonly known: Day
  /** The day it was won or lost; null while it is open. */
  readonly closed: Day | null
  readonly won: boolean | null
  /** Minor units; null where nobody said: then drawn from what comparable deals were won at. */
  readonly amount: number | null
  /** Where it was seen to stand while open, oldest first; none where no export saw it open. */
  readonly stays: readonly Stay[]
}

/** A stay in a stage, until the next begins or the deal ends. */
export type Stay = {
  readonly stage: string
  readonly from: Day
  /** The day of the export that first said so. */
  readonly seen: Day
  /** Whether its beginning was seen; a deal that the first export found somewhere had been there nobody knows how long. */
  readonly begun: boolean
}

/** A deal as it was known on a day: what closed later is open, what began later is not there. */
export function asOf(deals: readonly Deal[], day: Day): Deal[] {
  return deals
    .filter(({ created }) => created <= day)
    .map(deal => {
      const stays = deal.stays.filter(({ seen }) => seen <= day)
      const then = stays.length === deal.stays.length ? deal : { ...deal, stays }
      return deal.closed !== null && deal.closed > day ? { ...then, closed: null, won: null } : then
    })
}

/** Whole days from creation to the close, or to `day` while it is open; never below 0. */
export function ageOf(deal: Pick<Deal, 'created' | 'closed'>, day: Day): number {
  return Math.max(0, toNumber(deal.closed ?? day) - toNumber(deal.created))
}

/** The age up to which it was watched: it began in the morning, closes at noon, and today is over. */
export function livedTo(deal: Pick<Deal, 'created' | 'closed'>, day: Day): number {
  return ageOf(deal, day) + (deal.closed === null ? 1 : 0.5)
}

/** The age at which watching began: a deal that ended sooner would not be in the ledger (delayed entry). */
export function livedFrom(deal: Deal, day: Day): number {
  return Math.min(Math.max(0, toNumber(deal.known) - toNumber(deal.created)), livedTo(deal, day))
}
