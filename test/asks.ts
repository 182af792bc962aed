import type { Actor } from '#access/scope.ts'
import type { Action, House } from '#actions/action.ts'
import { run } from '#actions/run.ts'
import type { Operation, Output } from '#contract/operation.ts'

/** Asks an operation that takes a query, as it would come over HTTP, with its defaults filled in. */
export function asks(house: House) {
  return <O extends Operation>(
    actor: Actor,
    action: Action<O>,
    query: Record<string, string | undefined>,
  ): Promise<Output<O>> =>
    run(house, action, actor, {
      params: {},
      query: action.operation.query.parse(query),
      body: {},
    } as Parameters<Action<O>['run']>[1])
}
