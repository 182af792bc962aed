import type { Context } from '../action.ts'
import { Failure } from '#core/failure.ts'
import { seenPerson, seenTeam } from '#db/figures/subjects.ts'

/** Whose forecast is asked for, found within the asker's sight. */
export type Subject = {
  readonly subject: string
  readonly name: string
  readonly kind: 'person' | 'team'
  readonly id: string
  /** Of a team of which one sees the bare total there are no parts. */
  readonly open: boolean
}

export async function subjectOf(
  { db, actor }: Pick<Context, 'db' | 'actor'>,
  asked: string,
): Promise<Subject> {
  const [kind, id] =
    asked === 'me' ? ['person', actor.person] : asked === 'company' ? ['team', actor.org] : asked.split(':')
  if (kind === 'person') {
    const person = await seenPerson(db, id!)
    if (person) return { subject: `person:${id}`, name: person.name, kind, id: id!, open: true }
  } else if (kind === 'team') {
    const team = await seenTeam(db, id!)
    const subject = id === actor.org ? 'company' : `team:${id}`
    if (team) return { subject, name: team.name, kind, id: id!, open: team.depth === 'open' }
  }
  throw new Failure('not_found', 'There is no such forecast, or not for you. Choose somebody from the list.')
}

export const whose = ({ subject, name, kind }: Subject) => ({ subject, name, kind })
