import type { listPeople } from '#contract/people.ts'
import type { Answer } from '#web/client.ts'

export type PersonCard = Answer<typeof listPeople>['people'][number]

export const roleWords: Record<PersonCard['roles'][number], string> = {
  executive: 'executive',
  director: 'sales director',
  salesperson: 'salesperson',
  service: 'service',
  technologist: 'technologist',
  administrator: 'administrator',
}

export const signOnWords: Record<PersonCard['signOn'], string> = {
  none: 'not invited',
  invited: 'invited',
  active: 'signs in',
}

export const rolesOf = ({ roles, reports }: Pick<PersonCard, 'roles' | 'reports'>) =>
  [...(reports > 0 ? ['manager'] : []), ...roles.map(role => roleWords[role])].join(', ')

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
