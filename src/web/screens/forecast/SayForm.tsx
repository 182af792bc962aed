import { adjustForecast, sayForecast } from '#contract/forecast/own.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Modal, NumberInput, Stack, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useChange } from '#web/asking.ts'
import { toFirstError } from '#web/parts/first-error.ts'
import { Trouble } from '#web/parts/states.tsx'
import { offerUndo } from '#web/parts/undo.tsx'
import { useFormat, useMe } from '#web/session.tsx'
import type { Person } from './PeopleSay.tsx'

type Of = { person: Person; period: { code: string; from: string; to: string }; close: () => void }
type Opened = Omit<Of, 'person'> & { person: Person | undefined }

/** One's own three numbers; or, for whoever leads, one number beside somebody's, with the reason they will read. */
export function SayForm({ person, period, close }: Opened) {
  return (
    <Modal
      opened={person !== undefined}
      onClose={close}
      title={person && t`${person.name}, ${period.code}`}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      {person?.me && <Own person={person} period={period} close={close} />}
      {person && !person.me && <Beside person={person} period={period} close={close} />}
    </Modal>
  )
}

type Typed = number | string

/** Nothing typed is not nought: who expects nothing says so. */
const unsaid = (value: Typed) => (value === '' ? t`Give an amount; 0 if you expect none.` : null)

function Own({ person: { said: was }, period, close }: Of) {
  const { from, to } = period
  const { minor, major } = useFormat()
  const say = useChange(sayForecast)
  const before = (amount: number | undefined): Typed => (amount === undefined ? '' : major(amount))
  const form = useForm({
    initialValues: {
      commit: before(was?.commit),
      likely: before(was?.likely),
      best: before(was?.best),
      note: was?.note ?? '',
    },
    validate: {
      commit: unsaid,
      likely: (value, { commit }) =>
        unsaid(value) ?? (Number(value) < Number(commit) ? t`At least what you commit to.` : null),
      best: (value, { likely }) =>
        unsaid(value) ?? (Number(value) < Number(likely) ? t`At least what is likely.` : null),
    },
  })
  const send = ({ commit, likely, best, note }: typeof form.values) =>
    say.mutate(
      { body: { from, to, commit: minor(commit), likely: minor(likely), best: minor(best), note } },
      {
        onSuccess: () => {
          close()
          // the first word of a quarter has none before it; it is said anew
          if (was)
            offerUndo(t`Your numbers of ${period.code} are said.`, () =>
              say.mutateAsync({
                body: { from, to, commit: was.commit, likely: was.likely, best: was.best, note: was.note },
              }),
            )
        },
      },
    )
  return (
    <form onSubmit={form.onSubmit(send, toFirstError(form))} noValidate>
      <Stack gap="sm">
        <NumberInput
          label={t`Commit`}
          description={t`you stand by it`}
          min={0}
          required
          data-autofocus
          {...form.getInputProps('commit')}
        />
        <NumberInput
          label={t`Likely`}
          description={t`you expect it`}
          min={0}
          required
          {...form.getInputProps('likely')}
        />
        <NumberInput
          label={t`Best`}
          description={t`if all goes well`}
          min={0}
          required
          {...form.getInputProps('best')}
        />
        <Textarea label={t`Note`} autosize maxLength={1000} {...form.getInputProps('note')} />
        {say.error && <Trouble error={say.error} />}
        <Button type="submit" loading={say.isPending}>
          <Trans>Say it</Trans>
        </Button>
      </Stack>
      <p className="note">
        <Trans>
          It is kept as it is and scored when the quarter is over, for you first. When inside the quarter an
          order comes does not count.
        </Trans>
      </p>
    </form>
  )
}

function Beside({ person, period: { from, to }, close }: Of) {
  const me = useMe().person.name
  const { personId, said, adjusted: was } = person
  const { minor, major } = useFormat()
  const adjust = useChange(adjustForecast)
  const first = was?.amount ?? said?.likely
  const form = useForm<{ amount: Typed; reason: string }>({
    initialValues: {
      amount: first === undefined ? '' : major(first),
      // another leader's reason is theirs
      reason: was?.by === me ? was.reason : '',
    },
    validate: {
      amount: unsaid,
      reason: value => (value.trim() ? null : t`Say why: ${person.name} reads it.`),
    },
  })
  const send = ({ amount, reason }: typeof form.values) =>
    adjust.mutate(
      { body: { personId, from, to, amount: minor(amount), reason } },
      {
        onSuccess: () => {
          close()
          if (was?.by === me)
            offerUndo(t`Your number stands beside ${person.name}’s.`, () =>
              adjust.mutateAsync({ body: { personId, from, to, amount: was.amount, reason: was.reason } }),
            )
        },
      },
    )
  return (
    <form onSubmit={form.onSubmit(send, toFirstError(form))} noValidate>
      <Stack gap="sm">
        <NumberInput
          label={t`Your number`}
          min={0}
          required
          data-autofocus
          {...form.getInputProps('amount')}
        />
        <Textarea
          label={t`Reason`}
          required
          autosize
          minRows={2}
          maxLength={1000}
          {...form.getInputProps('reason')}
        />
        {adjust.error && <Trouble error={adjust.error} />}
        <Button type="submit" loading={adjust.isPending}>
          <Trans>Put it beside theirs</Trans>
        </Button>
      </Stack>
      <p className="note">
        <Trans>Their own number stays as it is; they see yours and the reason.</Trans>
      </p>
    </form>
  )
}
