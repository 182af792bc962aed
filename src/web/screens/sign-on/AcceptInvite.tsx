import { acceptInvite, showInvite } from '#contract/sign-on.ts'
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
      <Threshold question="Does this invitation still hold?">
        <Trouble error={invite.error} again={invite.refetch} />
      </Threshold>
    )
  if (!invite.data)
    return (
      <Threshold question="Are you invited?">
        <Waiting lines={3} />
      </Threshold>
    )
  const { name, organisation } = invite.data
  return (
    <Threshold
      question={`Are you ${name}?`}
      answer={`${organisation} invites you to Plumbline: your own figures, the same for everybody who may see them.`}
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
          Accept as {invite.signedInAs}
        </Button>
      )}
      <TextInput
        label="E-mail"
        type="email"
        autoComplete="username"
        required
        readOnly={invite.email !== null}
        {...form.getInputProps('email')}
      />
      {invite.hasSignOn ? (
        <PasswordInput
          label="Your password"
          description="You sign in with this address already."
          autoComplete="current-password"
          required
          {...form.getInputProps('password')}
        />
      ) : (
        <NewPassword {...form.getInputProps('password')} />
      )}
      <Button type="submit" loading={accepting.isPending}>
        Accept
      </Button>
    </form>
  )
}
