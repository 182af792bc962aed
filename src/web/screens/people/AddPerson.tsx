import { addPerson } from '#contract/people.ts'
import { personRoles, type PersonRole } from '#core/ledger/kinds.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, MultiSelect, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { useChange } from '#web/asking.ts'
import { Trouble } from '#web/parts/states.tsx'
import { type PersonCard, roleWords } from './words.ts'

export function AddPerson({ people, done }: { people: readonly PersonCard[]; done: () => void }) {
  const adding = useChange(addPerson)
  const navigate = useNavigate()
  const form = useForm({
    initialValues: {
      name: '',
      code: '',
      email: '',
      managerId: null as string | null,
      roles: [] as PersonRole[],
    },
  })
  return (
    <form
      onSubmit={form.onSubmit(({ email, ...body }) =>
        adding.mutate(
          { body: { ...body, email: email.trim() || null } },
          {
            onSuccess: ({ id }) => {
              done()
              void navigate({ to: '/people/$id', params: { id } })
            },
          },
        ),
      )}
    >
      <Stack>
        {adding.error && <Trouble error={adding.error} />}
        <TextInput label={t`Name`} required data-autofocus {...form.getInputProps('name')} />
        <TextInput
          label={t`Number`}
          description={t`As files will call this person.`}
          required
          {...form.getInputProps('code')}
        />
        <TextInput label={t`E-mail`} type="email" {...form.getInputProps('email')} />
        <Select
          label={t`Reports to`}
          clearable
          searchable
          data={people.filter(person => !person.isHouse).map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('managerId')}
        />
        <MultiSelect
          label={t`Roles`}
          description={t`A manager needs none: whoever has somebody below is one.`}
          data={personRoles.map(value => ({ value, label: t(roleWords[value]) }))}
          {...form.getInputProps('roles')}
        />
        <Button type="submit" loading={adding.isPending}>
          <Trans>Add</Trans>
        </Button>
      </Stack>
    </form>
  )
}
