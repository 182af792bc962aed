import { choices } from '#contract/figures.ts'
import { t } from '@lingui/core/macro'
import { Select } from '@mantine/core'
import { useAnswer } from '#web/asking.ts'
import { useMay } from '#web/session.tsx'
import { nameOf } from './words.ts'

/** Whose figures: mine, somebody's, a team's or the company's, as far as one may see them. */
export function SubjectPicker({ value, choose }: { value: string; choose: (subject: string) => void }) {
  const { data } = useAnswer(choices, {})
  const may = useMay()
  const me = data?.me.subject
  const groups = [
    { group: t`Me`, items: [{ value: 'me', label: data?.me.name ?? t`Me` }] },
    {
      group: t`Teams`,
      items: (data?.teams ?? []).map(team => ({ value: team.subject, label: nameOf(team) })),
    },
    {
      group: t`People`,
      items: (data?.people ?? [])
        .filter(person => person.subject !== me)
        .map(({ subject, name }) => ({ value: subject, label: name })),
    },
  ]
  const hasCompany = data?.teams.some(team => team.subject === 'company') ?? false
  if (may.seeCompany && !hasCompany)
    groups[1]!.items.unshift({ value: 'company', label: may.organisation.name })
  return (
    <Select
      label={t`Whose`}
      w={240}
      searchable
      limit={200}
      allowDeselect={false}
      maxDropdownHeight={420}
      data={groups.filter(group => group.items.length > 0)}
      value={value === me ? 'me' : value}
      onChange={subject => subject && choose(subject)}
    />
  )
}
