import type { Context } from '../action.ts'
import { Failure } from '#core/failure.ts'
import { seenAccount, seenPerson, seenTeam } from '#db/figures/subjects.ts'

export type LedgerSubject = { kind: 'person' | 'team' | 'account'; id: string }

/** Whose rows are asked for, found within the asker's sight; `what` is what there is none of otherwise. */
export async function subjectOf(
  { db, actor }: Pick<Context, 'db' | 'actor'>,
  asked: string,
  what: string,
): Promise<LedgerSubject> {
  if (asked === 'me') return { kind: 'person', id: actor.person }
  if (asked === 'company') return { kind: 'team', id: actor.org }
  const [kind, id = ''] = asked.split(':')
  const found = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
    ? kind === 'person'
      ? await seenPerson(db, id)
      : kind === 'team'
        ? await seenTeam(db, id)
        : kind === 'account'
          ? await seenAccount(db, id)
          : undefined
    : undefined
  if (!found) throw new Failure('not_found', `There are no such ${what}, or not for you.`)
  return { kind: kind as LedgerSubject['kind'], id }
}
