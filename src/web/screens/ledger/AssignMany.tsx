import { assignMany, previewOwners } from '#contract/ledger/unassigned.ts'
import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { useChange } from '#web/asking.ts'
import type { Answer, Ask } from '#web/client.ts'
import { Trouble } from '#web/parts/states.tsx'
import { useFormat } from '#web/session.tsx'
import { AssignForm } from './AssignForm.tsx'

type Given = Parameters<Parameters<typeof AssignForm>[0]['assign']>[0]

/** Many of the house's accounts get an owner: first how many and how much, then the change, undone as one. */
export function AssignMany(of: {
  which: Ask<typeof previewOwners>['body']['which']
  firstDay: string
  done: (given: { batchId: string; accounts: number }) => void
}) {
  const preview = useChange(previewOwners)
  const assigning = useChange(assignMany)
  const [given, setGiven] = useState<Given>()
  const count = (body: Given) => {
    setGiven(body)
    preview.mutate({ body: { which: of.which, from: body.from } })
  }
  const assign = (accounts: number) =>
    assigning.mutate(
      { body: { which: of.which, ...given!, accounts } },
      { onSuccess: ({ batchId }) => of.done({ batchId, accounts }) },
    )
  return (
    <Stack>
      <AssignForm
        firstDay={of.firstDay}
        assign={count}
        act={t`How many are they?`}
        changed={() => preview.reset()}
        busy={preview.isPending}
        error={preview.error}
      />
      {preview.data && <Counted {...preview.data} />}
      {assigning.error && <Trouble error={assigning.error} />}
      {preview.data && preview.data.accounts > 0 && (
        <Button loading={assigning.isPending} onClick={() => assign(preview.data.accounts)}>
          {plural(preview.data.accounts, { one: 'Assign # account', other: 'Assign # accounts' })}
        </Button>
      )}
    </Stack>
  )
}

function Counted({ accounts, lines, net, owned }: Answer<typeof previewOwners>) {
  const format = useFormat()
  const amount = format.money(net)
  const billed = plural(lines, { one: '# billing line', other: '# billing lines' })
  return (
    <div aria-live="polite">
      <p>
        {plural(accounts, {
          one: `# account gets an owner; ${amount} in ${billed} from that day on changes hands.`,
          other: `# accounts get an owner; ${amount} in ${billed} from that day on changes hands.`,
        })}
      </p>
      {owned > 0 && (
        <p className="note">
          {plural(owned, {
            one: '# more is left as it is: somebody owns it on that day.',
            other: '# more are left as they are: somebody owns them on that day.',
          })}
        </p>
      )}
      {accounts === 0 && (
        <p className="note">
          <Trans>Choose another day, or others.</Trans>
        </p>
      )}
    </div>
  )
}
