import { useMay, useMe } from '#web/session.tsx'

/** Whose figures a page opens with: one's own where one sells, else the widest one leads. */
export function useWhoseFirst(): string {
  const { person } = useMe()
  const may = useMay()
  if (may.seeCompany) return 'company'
  return person.manages ? `team:${person.id}` : 'me'
}

/** The same where a bare sum is all there is to see: of the company it is everybody's, so whoever sells nothing sees that. */
export function useWhoseSumFirst(): string {
  const { person } = useMe()
  const first = useWhoseFirst()
  return first === 'me' && !person.roles.includes('salesperson') ? 'company' : first
}
