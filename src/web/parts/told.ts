import { t } from '@lingui/core/macro'
import { notifications } from '@mantine/notifications'
import { Problem } from '#web/client.ts'

/** For work that a page starts and does not wait for: if it fails, the person is told. */
export function told(work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    const said = error instanceof Problem ? error : undefined
    notifications.show({
      color: 'red',
      title: said?.title ?? t`That did not work`,
      message: said?.message ?? t`Try again; if it stays like this, tell whoever runs Plumbline for you.`,
    })
  })
}
