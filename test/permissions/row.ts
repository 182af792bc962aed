import type { Operation } from '#contract/operation.ts'
import type { TestDatabase } from '../db.ts'
import { readXlsx } from 'hucre/xlsx'

/** As whom an operation is asked. `seeAs`: the administrator with the salesperson's eyes; `token`: the salesperson's. */
export const roles = [
  'executive',
  'director',
  'manager',
  'salesperson',
  'service',
  'technologist',
  'administrator',
  'nobody',
  'elsewhere',
  'token',
  'seeAs',
] as const
export type Role = (typeof roles)[number]

/** Whose the thing is that is asked for. `another`: of another organisation. */
export const relations = ['own', 'below', 'farBelow', 'sideways', 'above', 'another'] as const
export type Relation = (typeof relations)[number]

export const everybody = roles.join(' ')
export const signedIn = roles.filter(role => role !== 'nobody').join(' ')
/** Those who may write: seeing as somebody is read only. */
export const ownHand = roles.filter(role => role !== 'nobody' && role !== 'seeAs').join(' ')

/** What comes of asking. `absent`: answered, without the row that was asked for. */
export type Outcome =
  | 'allowed'
  | 'absent'
  | 'not_allowed'
  | 'not_found'
  | 'conflict'
  | 'invalid'
  | `status ${number}`

export type Someone = {
  readonly code: string
  readonly id: string
  readonly name: string
  readonly org: string
  readonly login: string
  /** An account of one's own, and in it the one line that one sold on `markedDay`, for an amount like no other. */
  readonly account: string
  readonly invoice: string
  readonly net: number
  /** An opportunity of one's own, on that account and for that amount, and in it one activity. */
  readonly deal: string
}

export type Answer = {
  status: number
  text: string
  body: Record<string, unknown>
  bytes: Uint8Array
  cookies: string[]
}

export type Cell = {
  readonly role: Role
  readonly relation: Relation
  readonly viewer: Someone
  readonly subject: Someone
  /** Like nothing else in the database: what the seeded row is known by. */
  readonly marker: string
  readonly db: TestDatabase
  /** As the role, over HTTP. */
  readonly ask: (
    method: string,
    path: string,
    body?: object | string,
    more?: Record<string, string>,
  ) => Promise<Answer>
  /** As a browser that has only these cookies. */
  readonly askWith: (cookies: string[], path: string) => Promise<Answer>
}

/**
 * One row of the table: an operation (of some kind of subject), who has the verb, and of whose rows they get the
 * seeded one. Whoever lacks the verb is told so (`not_allowed`); whoever lacks the sight gets `unseen`.
 */
export type Row = {
  readonly operation: Operation
  readonly of?: string
  readonly may: string
  readonly sight?: Readonly<Record<Relation, string>>
  readonly unseen?: Outcome
  /** Cells that are otherwise, and why is said beside them. */
  readonly but?: (role: Role, relation: Relation) => Outcome | undefined
  /** Seeds what is asked for, and asks for it. */
  readonly ask: (cell: Cell) => Promise<Answer>
  /** Whether the seeded row came back; for a change, whether it was done. */
  readonly shows: (answer: Answer, cell: Cell) => boolean | Promise<boolean>
  /** Changes are asked one after the other and reads of a relation together, unless it is said here. */
  readonly asked?: 'together' | 'oneByOne'
  /** Puts back what an allowed change would leave for the next cell. */
  readonly after?: (cell: Cell) => Promise<void>
}

export function rolesIn(list: string): ReadonlySet<Role> {
  const named = list.split(' ').filter(name => name !== '')
  const unknown = named.find(name => !(roles as readonly string[]).includes(name))
  if (unknown) throw new Error(`there is no role ${unknown}`)
  return new Set(named as Role[])
}

/** What is to come of a cell. */
export function expected(row: Row, role: Role, relation: Relation): Outcome {
  const otherwise = row.but?.(role, relation)
  if (otherwise) return otherwise
  if (!rolesIn(row.may).has(role)) return 'not_allowed'
  if (row.sight && !rolesIn(row.sight[relation]).has(role)) return row.unseen ?? 'not_found'
  return 'allowed'
}

/**
 * Whether an operation is of something that is somebody's: it names a thing in its path, or a subject to ask about.
 * Read off the contract, so that the least number of cells is not a matter of what rows were written.
 */
export function namesSomething({ params, query }: Operation): boolean {
  return Object.keys(params.shape).length > 0 || 'subject' in query.shape || 'account' in query.shape
}

/** The rows of a list as both its files: each shows what a cell of the workbook or the text holds. */
export function fileRows(
  [text, workbook]: readonly [Operation, Operation],
  row: Pick<Row, 'may' | 'sight' | 'unseen' | 'but'> & {
    ask: (cell: Cell, path: string) => Promise<Answer>
    holds: (cell: Cell) => string | number
  },
): Row[] {
  const { ask, holds, ...rest } = row
  return [
    {
      ...rest,
      operation: text,
      ask: cell => ask(cell, text.path),
      shows: (answer, cell) => answer.status === 200 && answer.text.includes(String(holds(cell))),
    },
    {
      ...rest,
      operation: workbook,
      ask: cell => ask(cell, workbook.path),
      async shows({ status, bytes }, cell) {
        if (status !== 200) return false
        const { sheets } = await readXlsx(bytes)
        return sheets[0]!.rows.some(cells => cells.includes(holds(cell)))
      },
    },
  ]
}
