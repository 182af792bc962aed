import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import {
  assignTerritory,
  dropAssignment,
  listTerritories,
  previewAssignment,
} from '#contract/people/territories.ts'
import { listPeople } from '#contract/people.ts'
import { Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useAnswer, useChange } from '#web/asking.ts'
import { DayField } from '#web/parts/DayField.tsx'
import { Previewed } from '#web/parts/Previewed.tsx'
import { useMe } from '#web/session.tsx'
import { AssignmentPreview } from './AssignmentPreview.tsx'
import { offerUndo } from '#web/parts/undo.tsx'

/** Somebody gets a territory from a day, to a day or until further notice: first what that changes, then the change. */
export function Assign({
  territoryId,
  personId,
  done,
}: {
  territoryId?: string
  personId?: string
  done: () => void
}) {
  const { organisation } = useMe()
  const people = useAnswer(listPeople, {})
  const territories = useAnswer(listTerritories, {})
  const form = useForm({
    initialValues: {
      territoryId: territoryId ?? '',
      personId: personId ?? '',
      from: organisation.today as string | null,
      to: null as string | null,
      why: '',
    },
    validate: {
      territoryId: value => (value ? null : t`Choose a territory.`),
      personId: value => (value ? null : t`Choose somebody.`),
    },
    onValuesChange: () => preview.reset(),
  })
  const preview = useChange(previewAssignment)
  const assigning = useChange(assignTerritory)
  const dropping = useChange(dropAssignment)
  const asked = () => {
    const { territoryId: id, why, ...rest } = form.getValues()
    return { params: { id }, body: { ...rest, ...(why.trim() ? { why } : {}) } }
  }
  const assign = () =>
    assigning.mutate(asked(), {
      onSuccess: ({ id }) => {
        done()
        offerUndo(t`The territory was given`, () => dropping.mutateAsync({ params: { id } }))
      },
    })
  return (
    <Previewed
      preview={preview}
      change={assigning}
      why={form.getInputProps('why')}
      show={data => <AssignmentPreview data={data} />}
      onAsk={form.onSubmit(() => preview.mutate(asked()))}
      onDo={assign}
      does={<Trans>Give the territory</Trans>}
    >
      {territoryId === undefined && (
        <Select
          label={t`Territory`}
          searchable
          data={(territories.data?.territories ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('territoryId')}
        />
      )}
      {personId === undefined && (
        <Select
          label={t`Who works it`}
          searchable
          data={(people.data?.people ?? [])
            .filter(one => !one.isHouse)
            .map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('personId')}
        />
      )}
      <DayField
        label={t`From`}
        description={t`Empty: always.`}
        clearable
        clearButtonProps={{ 'aria-label': t`Always` }}
        {...form.getInputProps('from')}
      />
      <DayField
        label={t`To`}
        description={t`Empty: until further notice.`}
        clearable
        clearButtonProps={{ 'aria-label': t`Until further notice` }}
        {...form.getInputProps('to')}
      />
    </Previewed>
  )
}
