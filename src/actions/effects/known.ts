import type { Context } from '../action.ts'
import { Failure } from '#core/failure.ts'
import * as stored from '#db/effects/interventions.ts'
import { answerOf } from './answer.ts'

export async function mustKnow({ db, scope }: Context, id: string): Promise<stored.InterventionRow> {
  const [row] = await stored.readInterventions(db, scope, id)
  if (!row) throw new Failure('not_found', 'There is no such intervention.')
  return row
}

/** What was found, unless something changed since. */
export async function freshOf({ db, scope }: Context, id: string) {
  const effect = await stored.effectOf(db, scope, id)
  return effect && !effect.stale ? answerOf(effect.found) : null
}
