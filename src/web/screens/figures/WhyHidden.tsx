import { t } from '@lingui/core/macro'
import { Plural } from '@lingui/react/macro'
import { useMay, useMe } from '#web/session.tsx'

/** Why some rows of a sum have no name: they stand there so that it still adds up. */
export function WhyHidden({ parts }: { parts: readonly { hidden: boolean }[] }) {
  const { person, organisation } = useMe()
  const may = useMay()
  const hidden = parts.filter(part => part.hidden).length
  if (hidden === 0) return null
  const why =
    person.roles.includes('executive') && !may.administerOrDirect
      ? t`Executives of ${organisation.name} see totals and every manager’s figures; salespeople’s names only where the settings say so.`
      : t`Figures of a person are seen by that person and by those they report to, never by colleagues.`
  return (
    <p className="note">
      <Plural
        value={hidden}
        one="One row has no name and cannot be opened: it stands there so that the sum is whole."
        other="# rows have no name and cannot be opened: they stand there so that the sum is whole."
      />{' '}
      {why}
    </p>
  )
}
