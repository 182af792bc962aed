import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { endAssignment, previewAssignmentEnd } from '#contract/people/territories.ts'
import { useForm } from '@mantine/form'
import { useChange } from '#web/asking.ts'
import { DayField } from '#web/parts/DayField.tsx'
import { Previewed } from '#web/parts/Previewed.tsx'
import { useMe } from '#web/session.tsx'
import { AssignmentPreview } from './AssignmentPreview.tsx'
import { bounds } from './bounds.ts'
import { offerUndo } from '#web/parts/undo.tsx'

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
    <Previewed
      preview={preview}
      change={ending}
      why={form.getInputProps('why')}
      show={data => <AssignmentPreview data={data} />}
      onAsk={form.onSubmit(() => preview.mutate(asked()))}
      onDo={end}
      does={<Trans>Set the last day</Trans>}
    >
      <DayField
        label={t`Last day`}
        description={t`Empty: until further notice.`}
        clearable
        clearButtonProps={{ 'aria-label': t`Until further notice` }}
        {...form.getInputProps('to')}
      />
    </Previewed>
  )
}
