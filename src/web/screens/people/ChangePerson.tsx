import { changePerson } from '#contract/people.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useChange } from '#web/asking.ts'
import { DayField } from '#web/parts/DayField.tsx'
import { Trouble } from '#web/parts/states.tsx'
import { useMe } from '#web/session.tsx'
import type { PersonCard } from './words.ts'

/** What is known of somebody, to be put right: only what was touched is sent, and what was emptied is cleared. */
export function ChangePerson({ person, done }: { person: PersonCard; done: () => void }) {
  const { organisation } = useMe()
  const changing = useChange(changePerson)
  const form = useForm({
    initialValues: {
      name: person.name,
      code: person.code,
      email: person.email ?? '',
      place: person.place ?? '',
      timeZone: person.timeZone,
      start: person.start,
      end: person.end,
    },
    validate: {
      name: name => (name.trim() ? null : t`Somebody needs a name.`),
      code: code => (code.trim() ? null : t`Files find people by their number: write one.`),
      email: email => (isAddress(email) ? null : t`This is not an e-mail address: name@company.com.`),
      end: (end, { start }) => (start && end && end < start ? t`The last day is before the first.` : null),
    },
  })
  const keep = () => {
    const values = form.getValues()
    const text = { ...values, email: values.email.trim() || null, place: values.place.trim() || null }
    const touched = Object.entries(text).filter(([field]) => form.isDirty(field))
    changing.mutate({ params: { id: person.id }, body: Object.fromEntries(touched) }, { onSuccess: done })
  }
  return (
    <form noValidate onSubmit={form.onSubmit(keep)}>
      <Stack>
        <TextInput label={t`Name`} required data-autofocus {...form.getInputProps('name')} />
        <TextInput
          label={t`Number`}
          description={t`As files call this person.`}
          required
          {...form.getInputProps('code')}
        />
        <TextInput
          label={t`E-mail`}
          description={t`An invitation is bound to it.`}
          type="email"
          {...form.getInputProps('email')}
        />
        <TextInput label={t`Place`} {...form.getInputProps('place')} />
        <Select
          label={t`Time zone`}
          description={t`Empty: ${organisation.timeZone.replaceAll('_', ' ')}, as the organisation.`}
          searchable
          clearable
          limit={50}
          data={Intl.supportedValuesOf('timeZone')}
          {...form.getInputProps('timeZone')}
        />
        <Group grow align="start">
          <DayField
            label={t`First day here`}
            description={t`Empty: since before the first file.`}
            clearable
            {...form.getInputProps('start')}
          />
          <DayField
            label={t`Last day here`}
            description={t`Empty: until further notice.`}
            clearable
            {...form.getInputProps('end')}
          />
        </Group>
        {changing.error && <Trouble error={changing.error} />}
        <Group>
          <Button type="submit" loading={changing.isPending} disabled={!form.isDirty()}>
            <Trans>Keep</Trans>
          </Button>
          <Button variant="subtle" onClick={done}>
            <Trans>Leave it as it was</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const isAddress = (text: string) => text.trim() === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim())
