import type { Day } from '#core/calendar/index.ts'
import type { PersonRole } from '#core/ledger/kinds.ts'

/** Who asks: a person of an organisation as they are at this moment. */
export type Actor = {
  readonly org: string
  readonly person: string
  readonly name: string
  readonly roles: ReadonlySet<PersonRole>
  /** Somebody reports to this person today. */
  readonly manages: boolean
  readonly today: Day
  readonly timeZone: string
  readonly currency: string
  readonly locale: string
  /** How they came in; `see_as` reads only and names who is looking. */
  readonly via:
    | { kind: 'session'; id?: string }
    | { kind: 'token'; id: string }
    | { kind: 'see_as'; by: string; byName: string }
}

declare const made: unique symbol

/** Whose eyes a read has. Only this room makes one, so every read of db names somebody. */
export type PersonScope = {
  readonly kind: 'person'
  readonly org: string
  readonly person: string
  readonly today: Day
  readonly readOnly: boolean
  readonly [made]: true
}

/** One whole organisation, for imports and upkeep: no request can make one. */
export type KeeperScope = {
  readonly kind: 'keeper'
  readonly org: string
  readonly today: Day
  readonly [made]: true
}

export type Scope = PersonScope | KeeperScope

export function scopeOf(actor: Actor): PersonScope {
  const { org, person, today } = actor
  return { kind: 'person', org, person, today, readOnly: actor.via.kind === 'see_as' } as PersonScope
}

/** For jobs/ alone (the linter holds that wall). */
export function keeperScope(org: string, today: Day): KeeperScope {
  return { kind: 'keeper', org, today } as KeeperScope
}
