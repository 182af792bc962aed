import { address, type findings, takeBackFinding } from '#contract/diagnosis.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useChange } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { told } from '#web/parts/told.ts'
import { offerUndo } from '#web/parts/undo.tsx'

/** Gone at once; the same can be handed over again in one click, unless its day has passed. */
export function TakeBack({ one }: { one: Answer<typeof findings>['addressed'][number] }) {
  const taking = useChange(takeBackFinding)
  const handing = useChange(address)
  const { key, about, facts, period, to, answerBy, note, overdue } = one
  const again = () =>
    handing.mutateAsync({
      body: {
        subject: about.subject,
        period: period.kind,
        code: period.code,
        key,
        about: about.subject,
        ...(facts['group'] === undefined ? {} : { group: String(facts['group']) }),
        to: to.id,
        answerBy,
        ...(note === null ? {} : { note }),
      },
    })
  const take = async () => {
    await taking.mutateAsync({ params: { id: one.id } })
    const said = t`The finding is taken back from ${to.name}.`
    if (overdue) notifications.show({ message: said })
    else offerUndo(said, again)
  }
  return (
    <Button variant="subtle" size="compact-sm" loading={taking.isPending} onClick={() => told(take())}>
      <Trans>Take back</Trans>
    </Button>
  )
}
