import { type Interval, wilson } from '#core/stats/index.ts'

/** Slices (from 0) that days were cut into, both ends included. */
export type Slices = { readonly from: number; readonly to: number }

/** What of an account's life a period is judged by; active is a net above zero, lost as the catalogue has it. */
export type LifePeriod = {
  readonly own: Slices
  /** The twelve months that end with it. */
  readonly last: Slices
  /** The twelve before those; null where the ledger does not hold them, and lost accounts can't be told. */
  readonly before: Slices | null
  /** The twelve months before the period. */
  readonly prior: Slices
}

export type AccountBilling = {
  readonly id: string
  /** Net billing by slice; a slice without billing is absent. */
  readonly nets: ReadonlyMap<number, number>
  /** The slice of its first billing line ever, where that is the subject's. */
  readonly firstSlice: number | null
}

export const accountStates = ['new', 'bought', 'back', 'paused', 'lost', 'left'] as const
/**
 * At the end of a period. `new`, `bought`, `back` are active in it: billed for the first time ever, once more, or after
 * twelve months without; `paused` bought in the last twelve months but not in it; `lost` in the twelve before those
 * and not since; `left` earlier still.
 */
export type AccountState = (typeof accountStates)[number]

/** Undefined before its first billing, and of a ledger too young to tell. */
export function stateIn(account: AccountBilling, period: LifePeriod): AccountState | undefined {
  const { nets, firstSlice } = account
  const active = (slices: Slices) => netIn(nets, slices) > 0
  if (active(period.own)) {
    if (firstSlice !== null && within(firstSlice, period.own)) return 'new'
    return !active(period.prior) && everBy(nets, period.own.from - 1) ? 'back' : 'bought'
  }
  if (active(period.last)) return 'paused'
  if (period.before === null) return undefined
  if (active(period.before)) return 'lost'
  return everBy(nets, period.last.to) ? 'left' : undefined
}

const everBy = (nets: AccountBilling['nets'], until: number) =>
  [...nets].some(([slice, value]) => slice <= until && value > 0)

export function netIn(nets: AccountBilling['nets'], { from, to }: Slices): number {
  let sum = 0
  for (let slice = from; slice <= to; slice++) sum += nets.get(slice) ?? 0
  return sum
}

export const within = (slice: number, { from, to }: Slices): boolean => from <= slice && slice <= to

export type AccountMap = {
  /** For each period how many accounts end it in each state. */
  readonly counts: readonly Readonly<Record<AccountState, number>>[]
  /** From the end of one period to the end of the next, over all of them; `from` null: not an account before. */
  readonly moves: readonly {
    readonly from: AccountState | null
    readonly to: AccountState
    readonly times: number
    /** Of all that ended a period in `from`. */
    readonly share: Interval | null
  }[]
}

/**
 * How accounts live, period by period.
 * @param periods  one after the other without a gap
 * @see Wilson 1927, J. Am. Stat. Assoc. 22
 */
export function accountMap(accounts: readonly AccountBilling[], periods: readonly LifePeriod[]): AccountMap {
  const lives = accounts.map(account => periods.map(period => stateIn(account, period)))
  const counts = periods.map((_, at) => {
    const own = lives.map(life => life[at])
    const count = (state: AccountState) => own.filter(each => each === state).length
    return Object.fromEntries(accountStates.map(state => [state, count(state)])) as Record<
      AccountState,
      number
    >
  })
  const steps = lives.flatMap((life, nth) =>
    life.slice(1).flatMap((to, at) => {
      const from = life[at] ?? null
      // bought before, but the ledger was too young to tell its state: nobody knows where it came from
      const untold = from === null && everBy(accounts[nth]!.nets, periods[at]!.own.to)
      return to === undefined || untold ? [] : [{ from, to }]
    }),
  )
  const moves = [...Map.groupBy(steps, ({ from }) => from)].flatMap(([from, leaving]) =>
    [...Map.groupBy(leaving, ({ to }) => to)].map(([to, own]) => ({
      from,
      to,
      times: own.length,
      share: from === null ? null : (wilson(own.length, leaving.length) as Interval),
    })),
  )
  const place = (state: AccountState | null) => (state === null ? -1 : accountStates.indexOf(state))
  return { counts, moves: moves.toSorted((a, b) => place(a.from) - place(b.from) || b.times - a.times) }
}
