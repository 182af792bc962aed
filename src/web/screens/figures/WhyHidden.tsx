import { useMay, useMe } from '#web/session.tsx'

/** Why some rows of a sum have no name: they stand there so that it still adds up. */
export function WhyHidden({ parts }: { parts: readonly { hidden: boolean }[] }) {
  const { person, organisation } = useMe()
  const may = useMay()
  const hidden = parts.filter(part => part.hidden).length
  if (hidden === 0) return null
  const rows = hidden === 1 ? 'One row has' : `${hidden} rows have`
  const why =
    person.roles.includes('executive') && !may.administerOrDirect
      ? `Executives of ${organisation.name} see totals and every manager’s figures; salespeople’s names only where the settings say so.`
      : 'Figures of a person are seen by that person and by those they report to, never by colleagues.'
  return (
    <p className="note">
      {rows} no name and cannot be opened: they stand there so that the sum is whole. {why}
    </p>
  )
}
