import { scopeOf, type Actor } from '#access/scope.ts'
import type { Input, Operation, Output } from '#contract/operation.ts'
import { Failure } from '#core/failure.ts'
import { record } from '#db/events.ts'
import { type Db, inScope } from '#db/scope.ts'
import { streamInScope } from '#db/stream.ts'
import type { Action, House } from './action.ts'

/**
 * The one way an operation runs: permission, then a transaction that speaks for the actor, then the action,
 * then the answer checked against the contract.
 */
export async function run<O extends Operation>(
  house: House,
  action: Action<O>,
  actor: Actor,
  input: Input<O>,
): Promise<Output<O>> {
  mustBeAllowed(action, actor)
  const scope = scopeOf(actor)
  const later: (() => Promise<void>)[] = []
  const after = (work: () => Promise<void>) => void later.push(work)
  const stream = <T>(read: (db: Db) => AsyncIterable<T>) => streamInScope(house.pools, scope, read)
  const output = await inScope(house.pools, scope, db =>
    action.run(
      { db, actor, scope, house, after, stream, record: change => record(db, scope, change) },
      input,
    ),
  )
  for (const work of later) await work()
  return action.operation.output.parse(output) as Output<O>
}

/** The first gate: the verb, and that who looks with another's eyes only looks. */
export function mustBeAllowed(action: Action, actor: Actor): void {
  if (!action.may.allows(actor)) throw new Failure('not_allowed', action.may.otherwise)
  // the database refuses to write; this refuses what is done elsewhere: mail, sign-ins, files
  if (actor.via.kind === 'see_as' && action.operation.method !== 'get')
    throw new Failure(
      'not_allowed',
      'You are seeing this as somebody else, and that is read only. Go back to yourself first.',
    )
}
