import { listPeople, movePerson, previewMove } from '#contract/people.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useAnswer, useChange } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { always, furtherNotice } from '#web/format.ts'
import { DayField } from '#web/parts/DayField.tsx'
import { Previewed } from '#web/parts/Previewed.tsx'
import { Spans } from '#web/parts/Spans.tsx'
import { useFormat, useMe } from '#web/session.tsx'
import type { PersonCard } from './words.ts'

/** Somebody gets another manager from a day on: first what that would change, then the change. */
export function Move({ person, done }: { person: PersonCard; done: () => void }) {
  const { organisation } = useMe()
  const people = useAnswer(listPeople, {})
  const form = useForm({
    initialValues: { managerId: person.managerId ?? '', from: organisation.today, why: '' },
    onValuesChange: () => preview.reset(),
  })
  const preview = useChange(previewMove)
  const moving = useChange(movePerson)
  const asked = () => {
    const { managerId, from, why } = form.getValues()
    return {
      params: { id: person.id },
      body: { managerId: managerId || null, from, ...(why.trim() ? { why } : {}) },
    }
  }
  const move = () =>
    moving.mutate(asked(), {
      onSuccess: () => {
        done()
        notifications.show({
          autoClose: 12_000,
          title: t`${person.name} was moved`,
          message: t`To take it back, move them to their manager before from the same day. The log keeps both.`,
        })
      },
    })
  return (
    <Previewed
      preview={preview}
      change={moving}
      why={form.getInputProps('why')}
      show={data => <Preview data={data} />}
      onAsk={form.onSubmit(() => preview.mutate(asked()))}
      onDo={move}
      does={<Trans>Move {person.name}</Trans>}
    >
      <Select
        label={t`New manager`}
        searchable
        data={[
          { value: '', label: t`Nobody: stands on top` },
          ...(people.data?.people ?? [])
            .filter(one => !one.isHouse && one.id !== person.id)
            .map(({ id, name }) => ({ value: id, label: name })),
        ]}
        allowDeselect={false}
        {...form.getInputProps('managerId')}
      />
      <DayField
        label={t`From`}
        description={t`Figures before this day stay with the manager of that time.`}
        required
        {...form.getInputProps('from')}
      />
    </Previewed>
  )
}

function Preview({ data }: { data: Answer<typeof previewMove> }) {
  const format = useFormat()
  return (
    <div aria-live="polite">
      <ul>
        {data.changes.map(change => (
          <li key={change}>{change}</li>
        ))}
      </ul>
      {data.teams.length > 0 && (
        <table className="table">
          <caption>
            <Trans>Net billing from that day on, in {format.currency}</Trans>
          </caption>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Team</Trans>
              </th>
              <th scope="col" className="end">
                <Trans>Before</Trans>
              </th>
              <th scope="col" className="end">
                <Trans>After</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.teams.map(team => (
              <tr key={team.teamId}>
                <th scope="row">{team.name}</th>
                <td className="end">{format.amount(team.before)}</td>
                <td className="end">{format.amount(team.after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="note">
        <Trans>Their reporting lines afterwards:</Trans>
      </p>
      <Spans
        spans={data.lines.map(line => ({
          key: line.from,
          label: line.managerName ?? t`nobody: the top`,
          from: line.from === always ? null : line.from,
          to: line.to === furtherNotice ? null : line.to,
        }))}
      />
    </div>
  )
}
