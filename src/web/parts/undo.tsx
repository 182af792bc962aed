import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { told } from '#web/parts/told.ts'

/** Says what was done, with a button that takes it back. */
export function offerUndo(title: string, undo: () => Promise<unknown>): void {
  const id = notifications.show({
    autoClose: 12_000,
    title,
    message: (
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={() => {
          notifications.hide(id)
          told(undo())
        }}
      >
        <Trans>Undo</Trans>
      </Button>
    ),
  })
}
