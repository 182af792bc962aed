import { t } from '@lingui/core/macro'
import { PasswordInput, type PasswordInputProps } from '@mantine/core'

export const longEnough = (password: string) =>
  password.length < 10 ? t`Choose at least 10 characters.` : null

export function NewPassword(props: PasswordInputProps) {
  return (
    <PasswordInput
      label={t`New password`}
      description={t`At least 10 characters; a short sentence is easiest to keep in mind.`}
      autoComplete="new-password"
      required
      {...props}
    />
  )
}
