import type { Context } from '../action.ts'
import { Failure } from '#core/failure.ts'
import { seenAccount, seenPerson, seenTeam, teamsAbove } from '#db/figures/subjects.ts'
import type { Narrowed, Whose } from '#db/figures/whose.ts'

/** Whose figures are asked, found within the asker's sight. */
export type Subject = {
  readonly subject: string
  readonly name: string
  readonly kind: 'person' | 'team' | 'account'
  readonly id: string
  readonly isHouse: boolean
  readonly whose: Whose
  /** A team of which one sees the bare total is `sum`. */
  readonly depth: 'open' | 'sum'
  readonly narrowed: Narrowed
}

type Asks = Pick<Context, 'db' | 'actor'>

/** What one may not see is not found. */
export async function subjectOf({ db, actor }: Asks, asked: string): Promise<Subject> {
  const [kind, id] =
    asked === 'me' ? ['person', actor.person] : asked === 'company' ? ['team', actor.org] : asked.split(':')
  if (kind === 'person') return personOf({ db, actor }, id!)
  return kind === 'team' ? teamOf({ db, actor }, id!) : accountOf({ db, actor }, id!)
}

async function personOf({ db }: Asks, id: string): Promise<Subject> {
  const person = await seenPerson(db, id)
  if (!person) throw notFound()
  return {
    ...person,
    subject: `person:${id}`,
    kind: 'person',
    whose: { people: [id] },
    depth: 'open',
    narrowed: {},
  }
}

async function teamOf({ db, actor }: Asks, id: string): Promise<Subject> {
  const team = await seenTeam(db, id)
  if (!team) throw (await tooFew({ db, actor }, id)) ?? notFound()
  const subject = id === actor.org ? 'company' : `team:${id}`
  return { ...team, subject, kind: 'team', isHouse: false, whose: { team: id }, narrowed: {} }
}

/** Whoever sees the company sees the account whole; others see what their people, or its owners, may. */
async function accountOf({ db, actor }: Asks, id: string): Promise<Subject> {
  const account = await seenAccount(db, id)
  if (!account) throw notFound()
  const company = await seenTeam(db, actor.org)
  const whose = company?.depth === 'open' ? { team: actor.org } : { people: null }
  return {
    subject: `account:${id}`,
    name: account.name,
    kind: 'account',
    id,
    isHouse: false,
    whose,
    depth: 'open',
    narrowed: { account: id },
  }
}

/** A team above oneself is no secret, only its total may be: say so, and offer the next larger one. */
export async function tooFew({ db, actor }: Asks, id: string): Promise<Failure | undefined> {
  const above = await teamsAbove(db, actor.person)
  const at = above.findIndex(team => team.id === id)
  const company = id === actor.org
  if (at < 0 && !company) return undefined
  const larger = above.slice(at + 1).find(team => team.seen)
  const offer =
    larger && !company ? ` The next larger one that you see is ${larger.name}’s: team:${larger.id}.` : ''
  return new Failure(
    'not_allowed',
    `Fewer than four people billed in this team then, so its total would tell who sold what; it stays with those above it.${offer}`,
  )
}

function notFound(): Failure {
  return new Failure('not_found', 'There are no such figures, or not for you. Choose somebody from the list.')
}

/** In files, as on screens: a team is called after who leads it, and must not be taken for that person alone. */
export const calledOf = ({ subject, name }: { subject: string | null; name: string }) =>
  subject?.startsWith('team:') ? `${name}’s team` : name
