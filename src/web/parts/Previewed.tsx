import { Trans } from '@lingui/react/macro'
import { t } from '@lingui/core/macro'
import { Button, Group, Stack, TextInput } from '@mantine/core'
import type { GetInputPropsReturnType } from '@mantine/form'
import type { FormEventHandler, ReactNode } from 'react'
import { Trouble } from './states.tsx'

type Step = { error: Error | null; isPending: boolean }

/**
 * A form of two steps: asked first what would change, which then is shown beside the button that does it.
 * A field that changes takes the preview away: give the form `onValuesChange: () => preview.reset()`.
 */
export function Previewed<Shown>({
  preview,
  change,
  why,
  show,
  onAsk,
  onDo,
  does,
  children,
}: {
  preview: Step & { data: Shown | undefined }
  change: Step
  /** Of the field that says why. */
  why: GetInputPropsReturnType
  show: (data: Shown) => ReactNode
  onAsk: FormEventHandler<HTMLFormElement>
  onDo: () => void
  /** What the last button says. */
  does: ReactNode
  children: ReactNode
}) {
  return (
    <form onSubmit={onAsk}>
      <Stack>
        {children}
        <TextInput label={t`Why`} description={t`For whoever asks later; it stands in the log.`} {...why} />
        {preview.error && <Trouble error={preview.error} />}
        {change.error && <Trouble error={change.error} />}
        {preview.data !== undefined && show(preview.data)}
        <Group>
          {preview.data !== undefined ? (
            <Button loading={change.isPending} onClick={onDo}>
              {does}
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
