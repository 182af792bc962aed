import { adjustForecast, sayForecast } from '#contract/forecast/own.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Modal, NumberInput, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useChange } from '#web/asking.ts'
import { Trouble } from '#web/parts/states.tsx'
import { useFormat } from '#web/session.tsx'
import type { Person } from './PeopleSay.tsx'

type Of = { person: Person; period: { code: string; from: string; to: string }; close: () => void }

/** One's own three numbers; or, for whoever leads, one number beside somebody's, with the reason they will read. */
export function SayForm(of: Of) {
  return (
    <Modal
      opened
      onClose={of.close}
      title={t`${of.person.name}, ${of.period.code}`}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      {of.person.me ? <Own {...of} /> : <Beside {...of} />}
    </Modal>
  )
}

/** Whole currency units are typed, minor ones sent. */
function useUnits() {
  const scale = 1 / useFormat().major(1)
  return {
    minor: (value: number | string) => Math.round(Number(value || 0) * scale),
    major: useFormat().major,
  }
}

function Own({ person, period, close }: Of) {
  const { minor, major } = useUnits()
  const say = useChange(sayForecast)
  const first = person.said
  const [commit, setCommit] = useState<number | string>(first ? major(first.commit) : '')
  const [likely, setLikely] = useState<number | string>(first ? major(first.likely) : '')
  const [best, setBest] = useState<number | string>(first ? major(first.best) : '')
  const [note, setNote] = useState('')
  const send = async () => {
    await say.mutateAsync({
      body: {
        from: period.from,
        to: period.to,
        commit: minor(commit),
        likely: minor(likely),
        best: minor(best),
        note,
      },
    })
    close()
  }
  return (
    <>
      <NumberInput
        label={t`Commit`}
        description={t`you stand by it`}
        min={0}
        value={commit}
        onChange={setCommit}
      />
      <NumberInput
        label={t`Likely`}
        description={t`you expect it`}
        min={0}
        value={likely}
        onChange={setLikely}
      />
      <NumberInput
        label={t`Best`}
        description={t`if all goes well`}
        min={0}
        value={best}
        onChange={setBest}
      />
      <Textarea label={t`Note`} value={note} onChange={event => setNote(event.currentTarget.value)} />
      {say.error && <Trouble error={say.error} />}
      <Button mt="md" loading={say.isPending} onClick={() => void send().catch(() => undefined)}>
        <Trans>Say it</Trans>
      </Button>
      <p className="note">
        <Trans>
          It is kept as it is and scored when the quarter is over, for you first. When inside the quarter an
          order comes does not count.
        </Trans>
      </p>
    </>
  )
}

function Beside({ person, period, close }: Of) {
  const { minor, major } = useUnits()
  const adjust = useChange(adjustForecast)
  const [amount, setAmount] = useState<number | string>(person.said ? major(person.said.likely) : '')
  const [reason, setReason] = useState('')
  const send = async () => {
    await adjust.mutateAsync({
      body: {
        personId: person.personId,
        from: period.from,
        to: period.to,
        amount: minor(amount),
        reason,
      },
    })
    close()
  }
  return (
    <>
      <NumberInput label={t`Your number`} min={0} value={amount} onChange={setAmount} />
      <Textarea
        label={t`Reason`}
        required
        value={reason}
        onChange={event => setReason(event.currentTarget.value)}
      />
      {adjust.error && <Trouble error={adjust.error} />}
      <Button
        mt="md"
        disabled={reason.trim() === ''}
        loading={adjust.isPending}
        onClick={() => void send().catch(() => undefined)}
      >
        <Trans>Put it beside theirs</Trans>
      </Button>
      <p className="note">
        <Trans>Their own number stays as it is; they see yours and the reason.</Trans>
      </p>
    </>
  )
}
