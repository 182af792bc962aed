import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { endAssignment, previewAssignmentEnd } from '#contract/people/territories.ts'
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useChange } from '#web/asking.ts'
import { DayField } from '#web/parts/DayField.tsx'
import { Trouble } from '#web/parts/states.tsx'
import { useMe } from '#web/session.tsx'
import { AssignmentPreview } from './AssignmentPreview.tsx'
import { bounds } from './bounds.ts'
import { offerUndo } from './undo.tsx'

/** An assignment gets its last day, or goes on: first what that changes, then the change. */
export function EndAssignment({
  assignment,
  done,
}: {
  assignment: { id: string; from: string; to: string }
  done: () => void
}) {
  const { organisation } = useMe()
  const was = bounds(assignment).to
  const form = useForm({
    initialValues: { to: was ?? organisation.today, why: '' } as { to: string | null; why: string },
    onValuesChange: () => preview.reset(),
  })
  const preview = useChange(previewAssignmentEnd)
  const ending = useChange(endAssignment)
  const params = { id: assignment.id }
  const asked = () => {
    const { to, why } = form.getValues()
    return { params, body: { to, ...(why.trim() ? { why } : {}) } }
  }
  const end = () =>
    ending.mutate(asked(), {
      onSuccess: () => {
        done()
        offerUndo(t`The last day was set`, () => ending.mutateAsync({ params, body: { to: was } }))
      },
    })
  return (
    <form onSubmit={form.onSubmit(() => preview.mutate(asked()))}>
      <Stack>
        <DayField
          label={t`Last day`}
          description={t`Empty: until further notice.`}
          clearable
          clearButtonProps={{ 'aria-label': t`Until further notice` }}
          {...form.getInputProps('to')}
        />
        <TextInput
          label={t`Why`}
          description={t`For whoever asks later; it stands in the log.`}
          {...form.getInputProps('why')}
        />
        {preview.error && <Trouble error={preview.error} />}
        {ending.error && <Trouble error={ending.error} />}
        {preview.data && <AssignmentPreview data={preview.data} />}
        <Group>
          {preview.data ? (
            <Button loading={ending.isPending} onClick={end}>
              <Trans>Set the last day</Trans>
            </Button>
          ) : (
            <Button type="submit" loading={preview.isPending}>
              <Trans>What would change?</Trans>
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}
