import { requestReset, showSetup } from '#contract/sign-on.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Link } from '@tanstack/react-router'
import { useAnswer, useChange } from '#web/asking.ts'
import { Trouble } from '#web/parts/states.tsx'
import { Threshold } from './Threshold.tsx'

export function ForgotPassword() {
  const setup = useAnswer(showSetup, {})
  const asking = useChange(requestReset)
  const form = useForm({ initialValues: { email: '' } })
  if (asking.isSuccess)
    return (
      <Threshold
        question={t`What happens now?`}
        answer={
          setup.data?.mails === false
            ? t`If there is a sign-on with this address, your administrator now has a link for you. Ask for it.`
            : t`If there is a sign-on with this address, a message with a link is on its way.`
        }
      >
        <Link to="/sign-in">
          <Trans>Back to signing in</Trans>
        </Link>
      </Threshold>
    )
  return (
    <Threshold
      question={t`Forgotten your password?`}
      answer={t`Give your e-mail address, and you get a link to choose a new one.`}
    >
      <form onSubmit={form.onSubmit(body => asking.mutate({ body }))}>
        {asking.error && <Trouble error={asking.error} />}
        <TextInput
          label={t`E-mail`}
          type="email"
          autoComplete="username"
          required
          autoFocus
          {...form.getInputProps('email')}
        />
        <Button type="submit" loading={asking.isPending}>
          <Trans>Ask for a link</Trans>
        </Button>
        <Link to="/sign-in">
          <Trans>Back to signing in</Trans>
        </Link>
      </form>
    </Threshold>
  )
}
