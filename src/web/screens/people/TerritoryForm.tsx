import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import {
  addTerritory,
  changeTerritory,
  dropTerritory,
  type listTerritories,
} from '#contract/people/territories.ts'
import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useChange } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { DayField } from '#web/parts/DayField.tsx'
import { Trouble } from '#web/parts/states.tsx'
import { offerUndo } from '#web/parts/undo.tsx'

type Territory = Answer<typeof listTerritories>['territories'][number]

/** A territory is added, or gets another name, number, place or last day. */
export function TerritoryForm({
  territory,
  all,
  done,
}: {
  territory?: Territory
  all: readonly Territory[]
  done: () => void
}) {
  const { code = '', name = '', parentId = null, end = null } = territory ?? {}
  const was = { code, name, parentId, end }
  const form = useForm({
    initialValues: was,
    validate: {
      code: value => (value.trim() ? null : t`Give it a number or a short name of its own.`),
      name: value => (value.trim() ? null : t`Give it a name.`),
    },
  })
  const adding = useChange(addTerritory)
  const changing = useChange(changeTerritory)
  const dropping = useChange(dropTerritory)
  const save = (said: typeof was) => {
    if (territory) {
      const params = { id: territory.id }
      changing.mutate(
        { params, body: said },
        {
          onSuccess: () => {
            done()
            offerUndo(t`The territory was changed`, () => changing.mutateAsync({ params, body: was }))
          },
        },
      )
      return
    }
    const { end: _, ...body } = said
    adding.mutate(
      { body },
      {
        onSuccess: ({ id }) => {
          done()
          offerUndo(t`The territory was added`, () => dropping.mutateAsync({ params: { id } }))
        },
      },
    )
  }
  const error = adding.error ?? changing.error
  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack>
        {error && <Trouble error={error} />}
        <TextInput label={t`Name`} required {...form.getInputProps('name')} />
        <TextInput
          label={t`Number`}
          description={t`As imports call it.`}
          required
          {...form.getInputProps('code')}
        />
        <Select
          label={t`Lies in`}
          placeholder={t`no other territory`}
          clearable
          clearButtonProps={{ 'aria-label': t`No other territory` }}
          data={all
            .filter(other => other.id !== territory?.id)
            .map(other => ({ value: other.id, label: other.name }))}
          {...form.getInputProps('parentId')}
        />
        {territory && (
          <DayField
            label={t`Last day`}
            description={t`Empty: until further notice. Nobody may work it, and no account lie in it, after that day.`}
            clearable
            clearButtonProps={{ 'aria-label': t`Until further notice` }}
            {...form.getInputProps('end')}
          />
        )}
        <Group>
          <Button type="submit" loading={adding.isPending || changing.isPending}>
            {territory ? <Trans>Save</Trans> : <Trans>Add the territory</Trans>}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
