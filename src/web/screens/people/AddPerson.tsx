import { addPerson } from '#contract/people.ts'
import { personRoles, type PersonRole } from '#core/ledger/kinds.ts'
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
        <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} />
        <TextInput
          label="Number"
          description="As files will call this person."
          required
          {...form.getInputProps('code')}
        />
        <TextInput label="E-mail" type="email" {...form.getInputProps('email')} />
        <Select
          label="Reports to"
          clearable
          searchable
          data={people.filter(person => !person.isHouse).map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('managerId')}
        />
        <MultiSelect
          label="Roles"
          description="A manager needs none: whoever has somebody below is one."
          data={personRoles.map(value => ({ value, label: roleWords[value] }))}
          {...form.getInputProps('roles')}
        />
        <Button type="submit" loading={adding.isPending}>
          Add
        </Button>
      </Stack>
    </form>
  )
}
