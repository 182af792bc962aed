import { listPersons, showSetup, signIn } from '#contract/sign-on.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { Link, Navigate, getRouteApi } from '@tanstack/react-router'
import { useAnswer } from '#web/asking.ts'
import { call } from '#web/client.ts'
import { Asked, Trouble } from '#web/parts/states.tsx'
import { DemoPeople } from './DemoPeople.tsx'
import { Threshold } from './Threshold.tsx'
import { enter } from './sign-on.ts'

const route = getRouteApi('/sign-in')

export function SignIn() {
  const setup = useAnswer(showSetup, {})
  if (setup.data?.empty) return <Navigate to="/setup" />
  if (setup.data?.demo) return <DemoPeople />
  return (
    <Threshold question={t`Who are you?`} answer={t`Sign in with your e-mail address and your password.`}>
      <Asked of={setup} lines={3}>
        {() => <PasswordForm />}
      </Asked>
    </Threshold>
  )
}

export function PasswordForm() {
  const { to } = route.useSearch()
  const form = useForm({ initialValues: { email: '', password: '' } })
  const signing = useMutation({
    mutationFn: async (body: { email: string; password: string }) => {
      await call(signIn, { body })
      const { persons } = await call(listPersons, {})
      return persons.length > 1 && !persons.some(person => person.current)
    },
    onSuccess: mustChoose => enter(mustChoose ? `/choose?${new URLSearchParams({ to: to ?? '/' })}` : to),
  })
  return (
    <form onSubmit={form.onSubmit(values => signing.mutate(values))}>
      {signing.error && <Trouble error={signing.error} />}
      <TextInput
        label={t`E-mail`}
        type="email"
        autoComplete="username"
        required
        autoFocus
        {...form.getInputProps('email')}
      />
      <PasswordInput
        label={t`Password`}
        autoComplete="current-password"
        required
        {...form.getInputProps('password')}
      />
      <Button type="submit" loading={signing.isPending}>
        <Trans>Sign in</Trans>
      </Button>
      <Link to="/forgot-password">
        <Trans>I forgot my password</Trans>
      </Link>
    </form>
  )
}
