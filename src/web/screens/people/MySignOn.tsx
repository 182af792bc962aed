import { endSignIn, listSignIns } from '#contract/people.ts'
import { changePassword } from '#contract/sign-on.ts'
import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMemo } from 'react'
import { useAnswer, useChange } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { Page, Section } from '#web/parts/Page.tsx'
import { Asked, Trouble } from '#web/parts/states.tsx'
import { NewPassword, longEnough } from '#web/screens/sign-on/NewPassword.tsx'
import { useFormat } from '#web/session.tsx'
import { Tokens } from './Tokens.tsx'

type SignIn = Answer<typeof listSignIns>['signIns'][number]

/** How I get in: where I am signed in, my password, my tokens. */
export function MySignOn() {
  const signIns = useAnswer(listSignIns, {})
  return (
    <>
      <Page
        question={t`How do I get in?`}
        answer={
          signIns.data &&
          plural(signIns.data.signIns.length, {
            one: 'You are signed in here and nowhere else.',
            other: 'You are signed in in # places.',
          })
        }
      />
      <Section title={t`Where I am signed in`}>
        <Asked of={signIns} lines={3}>
          {data => <SignIns rows={data.signIns} />}
        </Asked>
      </Section>
      <Section title={t`Password`}>
        <ChangePassword />
      </Section>
      <Tokens />
    </>
  )
}

function SignIns({ rows }: { rows: readonly SignIn[] }) {
  const format = useFormat()
  const ending = useChange(endSignIn)
  const { mutate, isPending } = ending
  const columns = useMemo(
    (): Column<SignIn>[] => [
      {
        key: 'agent',
        head: t`With`,
        cell: row => (row.current ? t`${browserOf(row.agent)}, this one` : browserOf(row.agent)),
      },
      { key: 'address', head: t`From`, cell: row => row.address ?? '–' },
      { key: 'at', head: t`Since`, cell: row => format.moment(row.at) },
      { key: 'expires', head: t`Until`, cell: row => format.moment(row.expires) },
      {
        key: 'end',
        head: t`End it`,
        end: true,
        cell: row =>
          row.current ? null : (
            <Button
              variant="subtle"
              size="compact-sm"
              loading={isPending}
              onClick={() => mutate({ params: { id: row.id } })}
            >
              <Trans>End</Trans>
            </Button>
          ),
      },
    ],
    [format, mutate, isPending],
  )
  return (
    <>
      {ending.error && <Trouble error={ending.error} />}
      <DataTable name={t`Where I am signed in`} rows={rows} columns={columns} rowKey={row => row.id} />
    </>
  )
}

/** The two words of a browser's long name that say anything to its owner. */
function browserOf(agent: string | null): string {
  if (!agent) return t`an unnamed program`
  const browser = /Edg|OPR|Firefox|Chrome|Safari/.exec(agent)?.[0] ?? t`a program`
  const system = /Windows|Android|iPhone|iPad|Mac OS X|Linux/.exec(agent)?.[0]
  const named = ({ Edg: t`Edge`, OPR: t`Opera` } as Record<string, string>)[browser] ?? browser
  return system ? t`${named} on ${system === 'Mac OS X' ? t`a Mac` : system}` : named
}

function ChangePassword() {
  const changing = useChange(changePassword)
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: { newPassword: longEnough },
  })
  return (
    <form onSubmit={form.onSubmit(body => changing.mutate({ body }, { onSuccess: () => form.reset() }))}>
      <Stack maw={360}>
        {changing.error && <Trouble error={changing.error} />}
        {changing.isSuccess && (
          <p className="good">
            <Trans>The password is changed, and your other sign-ins have ended.</Trans>
          </p>
        )}
        <PasswordInput
          label={t`Current password`}
          autoComplete="current-password"
          required
          {...form.getInputProps('currentPassword')}
        />
        <NewPassword {...form.getInputProps('newPassword')} />
        <Button type="submit" variant="default" loading={changing.isPending}>
          <Trans>Change the password</Trans>
        </Button>
      </Stack>
    </form>
  )
}
