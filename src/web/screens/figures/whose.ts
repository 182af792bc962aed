import { useMay, useMe } from '#web/session.tsx'

/** Whose figures a page opens with: one's own where one sells, else the widest one leads. */
export function useWhoseFirst(): string {
  const { person } = useMe()
  const may = useMay()
  if (may.seeCompany) return 'company'
  return person.manages ? `team:${person.id}` : 'me'
}
