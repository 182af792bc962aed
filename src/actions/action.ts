import type { Permission } from '#access/permissions.ts'
import type { Actor, PersonScope } from '#access/scope.ts'
import type { Input, LongSheet, Operation, Output, Sheet } from '#contract/operation.ts'
import type { ImportKind } from '#core/ledger/kinds.ts'
import type { EventAction } from '#core/events.ts'
import type { Day } from '#core/calendar/index.ts'
import type { DealLearning, DealSubject } from '#db/forecast/deals.ts'
import type { Db, Pools } from '#db/scope.ts'

/** What an action works with. `db` is a transaction that speaks for `actor`. */
export type Context = {
  readonly db: Db
  readonly actor: Actor
  readonly scope: PersonScope
  /** Records a change in the same transaction: who, what, before, after, why. */
  readonly record: (event: Change) => Promise<void>
  readonly house: House
  /** What is to be done once the transaction has committed, and not at all if it has not. */
  readonly after: (work: () => Promise<void>) => void
  /** A read that goes on while the answer is sent: a transaction of its own, read only, of one moment. */
  readonly stream: <T>(read: (db: Db) => AsyncIterable<T>) => AsyncIterable<T>
}

export type Change = {
  action: EventAction
  subject: string
  subjectId?: string | undefined
  before?: unknown
  after?: unknown
  why?: string | undefined
}

/** What the running server lends: queue, mail, sign-on, clock; handed in by start.ts, never imported. */
export type House = {
  readonly pools: Pools
  readonly dataFolder: string
  readonly publicUrl: string
  /** The real clock, for events and expiry. */
  readonly now: () => Date
  /** Sends a job to the queue, which is no part of the transaction: ask for it `after`. */
  readonly enqueue: (data: object) => Promise<void>
  /** Sends a message, or says that it must be handed over by link because no mail is set up. */
  readonly mail: (message: { to: string; subject: string; text: string }) => Promise<'sent' | 'hand_over'>
  /** Sign-ins of the person's own login, and ending them. */
  readonly signOn: SignOn
  /** Reading what is handed in, and what only an organisation's keeper can tell: import/ and jobs/ lend it. */
  readonly imports: Imports
  /** What can be learnt from everybody's facts alone; an action tells of them only what its asker may see. */
  readonly learning: {
    readonly deals: (of: { org: string; subject: DealSubject; ends: readonly Day[] }) => Promise<DealLearning>
  }
  /** Tables as files. */
  readonly files: {
    readonly csv: (sheet: Sheet) => string
    readonly workbook: (sheets: readonly Sheet[]) => Promise<Uint8Array>
    /** The same, written while they are read: for tables of any length. */
    readonly longCsv: (sheet: LongSheet) => AsyncIterable<string>
    readonly longWorkbook: (sheet: LongSheet) => AsyncIterable<Uint8Array>
  }
}

export type Imports = {
  /** What is in a file, and how it could be mapped, best first. */
  look(file: { path: string; name: string }): Promise<{
    format: Record<string, unknown>
    columns: { name: string; samples: string[] }[]
    rows: string[][]
    guesses: { kind: ImportKind; yaml: string; fits: number; missing: string[] }[]
  }>
  /** Reads a mapping; throws a Failure that says all that is wrong with it. */
  mapping(yaml: string): { kind: ImportKind; source: string; fields: readonly string[] }
  /** Whether all columns that a mapping takes are among these. */
  fits(yaml: string, columns: ReadonlySet<string>): boolean
  previewUndo(of: {
    org: string
    batchId: string
  }): Promise<{ restores: number; removes: number; stays: { what: string; count: number; why: string }[] }>
}

export type SignOn = {
  sessionsOf(
    loginId: string,
  ): Promise<{ id: string; at: string; expires: string; address: string | null; agent: string | null }[]>
  endSession(loginId: string, sessionId: string): Promise<boolean>
  endAll(loginId: string): Promise<void>
}

/** An operation with the permission it asks and what it does. It cannot be declared without a permission. */
export type Action<O extends Operation = Operation> = {
  readonly operation: O
  readonly may: Permission
  readonly run: (context: Context, input: Input<O>) => Promise<Output<O>>
}

export function action<O extends Operation>(
  operation: O,
  how: { may: Permission; run: (context: Context, input: Input<O>) => Promise<Output<O>> },
): Action<O> {
  return { operation, ...how }
}
