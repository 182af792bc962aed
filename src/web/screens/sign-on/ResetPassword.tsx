import { resetPassword } from '#contract/sign-on.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Link, getRouteApi } from '@tanstack/react-router'
import { useChange } from '#web/asking.ts'
import { Trouble } from '#web/parts/states.tsx'
import { NewPassword, longEnough } from './NewPassword.tsx'
import { Threshold } from './Threshold.tsx'

const route = getRouteApi('/reset-password')

export function ResetPassword() {
  const { token } = route.useSearch()
  const setting = useChange(resetPassword)
  const form = useForm({ initialValues: { password: '' }, validate: { password: longEnough } })
  if (!token)
    return (
      <Threshold
        question={t`Where is the rest of this link?`}
        answer={t`It came without its token. Open the whole link, or ask for a new one.`}
      >
        <Link to="/forgot-password">
          <Trans>Ask for a new link</Trans>
        </Link>
      </Threshold>
    )
  if (setting.isSuccess)
    return (
      <Threshold
        question={t`Is it done?`}
        answer={t`Your password is changed, and every earlier sign-in has ended.`}
      >
        <Link to="/sign-in">
          <Trans>Sign in with the new password</Trans>
        </Link>
      </Threshold>
    )
  return (
    <Threshold
      question={t`What shall your new password be?`}
      answer={t`Every sign-in that is still open ends with it.`}
    >
      <form
        onSubmit={form.onSubmit(({ password }) => setting.mutate({ body: { token, newPassword: password } }))}
      >
        {setting.error && <Trouble error={setting.error} />}
        <NewPassword {...form.getInputProps('password')} />
        <Button type="submit" loading={setting.isPending}>
          <Trans>Set the password</Trans>
        </Button>
      </form>
    </Threshold>
  )
}
