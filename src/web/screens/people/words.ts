import type { MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import type { listPeople } from '#contract/people.ts'
import type { Answer } from '#web/client.ts'

export type PersonCard = Answer<typeof listPeople>['people'][number]

export const roleWords: Record<PersonCard['roles'][number], MessageDescriptor> = {
  executive: msg`executive`,
  director: msg`sales director`,
  salesperson: msg`salesperson`,
  service: msg`service`,
  technologist: msg`technologist`,
  administrator: msg`administrator`,
}

export const signOnWords: Record<PersonCard['signOn'], MessageDescriptor> = {
  none: msg`not invited`,
  invited: msg`invited`,
  active: msg`signs in`,
}

export const rolesOf = ({ roles, reports }: Pick<PersonCard, 'roles' | 'reports'>) =>
  [...(reports > 0 ? [t`manager`] : []), ...roles.map(role => t(roleWords[role]))].join(', ')

/** The people in the order of their tree, each with how deep they stand; those whose manager is unseen stand on top. */
export function asTree(people: readonly PersonCard[]): { person: PersonCard; depth: number }[] {
  const known = new Set(people.map(({ id }) => id))
  const below = Map.groupBy(people, ({ managerId }) => (managerId && known.has(managerId) ? managerId : null))
  const branch = (of: string | null, depth: number): { person: PersonCard; depth: number }[] =>
    (below.get(of) ?? [])
      .toSorted((a, b) => Number(a.isHouse) - Number(b.isHouse) || a.name.localeCompare(b.name))
      .flatMap(person => [{ person, depth }, ...branch(person.id, depth + 1)])
  return branch(null, 0)
}
