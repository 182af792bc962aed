import { acceptInvite, showInvite } from '#contract/sign-on.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { getRouteApi } from '@tanstack/react-router'
import { useAnswer, useChange } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { Trouble, Waiting } from '#web/parts/states.tsx'
import { NewPassword, longEnough } from './NewPassword.tsx'
import { Threshold } from './Threshold.tsx'
import { enter } from './sign-on.ts'

const route = getRouteApi('/invite/$secret')

export function AcceptInvite() {
  const { secret } = route.useParams()
  const invite = useAnswer(showInvite, { params: { secret } })
  if (invite.error)
    return (
      <Threshold question={t`Does this invitation still hold?`}>
        <Trouble error={invite.error} again={invite.refetch} />
      </Threshold>
    )
  if (!invite.data)
    return (
      <Threshold question={t`Are you invited?`}>
        <Waiting lines={3} />
      </Threshold>
    )
  const { name, organisation } = invite.data
  return (
    <Threshold
      question={t`Are you ${name}?`}
      answer={t`${organisation} invites you to Plumbline: your own figures, the same for everybody who may see them.`}
    >
      <Acceptance secret={secret} invite={invite.data} />
    </Threshold>
  )
}

function Acceptance({ secret, invite }: { secret: string; invite: Answer<typeof showInvite> }) {
  const accepting = useChange(acceptInvite)
  const form = useForm({
    initialValues: { email: invite.email ?? '', password: '' },
    validate: { password: value => (invite.hasSignOn ? null : longEnough(value)) },
  })
  const accept = (body: { email?: string; password?: string }) =>
    accepting.mutate({ params: { secret }, body }, { onSuccess: () => enter('/') })
  return (
    <form
      onSubmit={form.onSubmit(({ email, password }) =>
        accept(invite.email ? { password } : { email, password }),
      )}
    >
      {accepting.error && <Trouble error={accepting.error} />}
      {invite.signedInAs && (
        <Button variant="default" onClick={() => accept({})} loading={accepting.isPending}>
          <Trans>Accept as {invite.signedInAs}</Trans>
        </Button>
      )}
      <TextInput
        label={t`E-mail`}
        type="email"
        autoComplete="username"
        required
        readOnly={invite.email !== null}
        {...form.getInputProps('email')}
      />
      {invite.hasSignOn ? (
        <PasswordInput
          label={t`Your password`}
          description={t`You sign in with this address already.`}
          autoComplete="current-password"
          required
          {...form.getInputProps('password')}
        />
      ) : (
        <NewPassword {...form.getInputProps('password')} />
      )}
      <Button type="submit" loading={accepting.isPending}>
        <Trans>Accept</Trans>
      </Button>
    </form>
  )
}
