import type { Day } from '#core/calendar/index.ts'
import type { Reason } from './definition.ts'

/** What can be counted of deals and activities: what happened, narrowed, on the days on which it is so defined. */
export type Measure = {
  readonly id: string
  readonly event: 'created' | 'won' | 'lost' | 'entered' | 'activity'
  readonly from?: Day
  readonly to?: Day
  /** Of activities: these kinds, else all. */
  readonly kinds?: readonly string[]
  /** Of `entered`: this stage. */
  readonly stage?: string
} & DealFilter

/** Which deals: each that is said must hold. `least` is of the deal's worth, in minor units. */
export type DealFilter = {
  readonly productLine?: string | undefined
  readonly origin?: string | undefined
  readonly lossReason?: string | undefined
  readonly competitor?: string | undefined
  readonly least?: number | undefined
}

/** What a measure comes to: deals or activities counted once each, and what the deals say of amount and days. */
export type WorkSum = {
  readonly things: number
  /** Credited to those whose figure it is, in minor units; over the `valued` ones, the others say none. */
  readonly amount: number
  readonly valued: number
  /** From creation to winning or losing, over the `timed` ones. */
  readonly days: number
  readonly timed: number
}
export type WorkSums = Readonly<Record<string, WorkSum | { readonly none: Reason }>>

export const noWork: WorkSum = { things: 0, amount: 0, valued: 0, days: 0, timed: 0 }

/** What the organisation knows of work, whoever asks: nobody's figure, but what there is to be figured. */
export type WorkKnown = {
  readonly dealsFrom: Day | null
  readonly activitiesFrom: Day | null
  readonly kinds: readonly string[]
  readonly stages: readonly string[]
}

/** Why a measure can't be told of days up to `to`: nothing of its sort is known at all, or none from so early. */
export function unknownWork({ event }: Measure, known: WorkKnown, to: Day): Reason | undefined {
  const [from, never, early] =
    event === 'activity'
      ? ([known.activitiesFrom, 'no_activities', 'before_activities'] as const)
      : ([known.dealsFrom, 'no_opportunities', 'before_opportunities'] as const)
  if (from === null) return never
  return to < from ? early : undefined
}
