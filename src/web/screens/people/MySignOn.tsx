import { endSignIn, listSignIns } from '#contract/people.ts'
import { changePassword } from '#contract/sign-on.ts'
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
        question="How do I get in?"
        answer={
          signIns.data &&
          (signIns.data.signIns.length === 1
            ? 'You are signed in here and nowhere else.'
            : `You are signed in in ${signIns.data.signIns.length} places.`)
        }
      />
      <Section title="Where I am signed in">
        <Asked of={signIns} lines={3}>
          {data => <SignIns rows={data.signIns} />}
        </Asked>
      </Section>
      <Section title="Password">
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
        head: 'With',
        cell: row => `${browserOf(row.agent)}${row.current ? ', this one' : ''}`,
      },
      { key: 'address', head: 'From', cell: row => row.address ?? '–' },
      { key: 'at', head: 'Since', cell: row => format.moment(row.at) },
      { key: 'expires', head: 'Until', cell: row => format.moment(row.expires) },
      {
        key: 'end',
        head: 'End it',
        end: true,
        cell: row =>
          row.current ? null : (
            <Button
              variant="subtle"
              size="compact-sm"
              loading={isPending}
              onClick={() => mutate({ params: { id: row.id } })}
            >
              End
            </Button>
          ),
      },
    ],
    [format, mutate, isPending],
  )
  return (
    <>
      {ending.error && <Trouble error={ending.error} />}
      <DataTable name="Where I am signed in" rows={rows} columns={columns} rowKey={row => row.id} />
    </>
  )
}

/** The two words of a browser's long name that say anything to its owner. */
function browserOf(agent: string | null): string {
  if (!agent) return 'an unnamed program'
  const browser = /Edg|OPR|Firefox|Chrome|Safari/.exec(agent)?.[0] ?? 'a program'
  const system = /Windows|Android|iPhone|iPad|Mac OS X|Linux/.exec(agent)?.[0]
  const named = { Edg: 'Edge', OPR: 'Opera' }[browser] ?? browser
  return system ? `${named} on ${system.replace('Mac OS X', 'a Mac')}` : named
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
          <p className="good">The password is changed, and your other sign-ins have ended.</p>
        )}
        <PasswordInput
          label="Current password"
          autoComplete="current-password"
          required
          {...form.getInputProps('currentPassword')}
        />
        <NewPassword {...form.getInputProps('newPassword')} />
        <Button type="submit" variant="default" loading={changing.isPending}>
          Change the password
        </Button>
      </Stack>
    </form>
  )
}
