import { address, type findings } from '#contract/diagnosis.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Select, Stack, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useChange } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { DayField } from '#web/parts/DayField.tsx'
import { toFirstError } from '#web/parts/first-error.ts'
import { Trouble } from '#web/parts/states.tsx'
import { useFormat } from '#web/session.tsx'
import type { Asking } from './Diagnosis.tsx'
import { findingSentence } from './finding-words.ts'

/** A finding goes to one person, who promises an answer by a day. */
export function HandOver(of: {
  finding: Answer<typeof findings>['found'][number]
  query: Asking
  done: () => void
}) {
  const { finding, query, done } = of
  const { to } = finding
  const format = useFormat()
  const handing = useChange(address)
  const form = useForm({
    initialValues: { to: to.length === 1 ? to[0]!.id : '', answerBy: '', note: '' },
    validate: {
      to: value => (value ? null : t`Choose who is to answer.`),
      answerBy: value => (value ? null : t`Choose the day by which it is answered.`),
    },
  })
  const send = (said: typeof form.values) =>
    handing.mutate(
      {
        body: {
          ...query,
          key: finding.key,
          about: finding.about.subject,
          ...(finding.facts['group'] === undefined ? {} : { group: String(finding.facts['group']) }),
          to: said.to,
          answerBy: said.answerBy,
          ...(said.note.trim() ? { note: said.note } : {}),
        },
      },
      { onSuccess: done },
    )
  return (
    <form onSubmit={form.onSubmit(send, toFirstError(form))} noValidate>
      <Stack>
        <p>{findingSentence(finding, format)}</p>
        {handing.error && <Trouble error={handing.error} />}
        <Select
          label={t`To`}
          required
          data={to.map(one => ({ value: one.id, label: one.name }))}
          allowDeselect={false}
          {...form.getInputProps('to')}
        />
        <DayField label={t`Answer by`} required {...form.getInputProps('answerBy')} />
        <Textarea label={t`Note`} autosize minRows={2} {...form.getInputProps('note')} />
        <Group>
          <Button type="submit" loading={handing.isPending}>
            <Trans>Hand over</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
