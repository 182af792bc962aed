import { currencies } from '#core/money/index.ts'
import { foundOrganisation, showSetup } from '#contract/sign-on.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Navigate } from '@tanstack/react-router'
import { useAnswer, useChange } from '#web/asking.ts'
import { Trouble } from '#web/parts/states.tsx'
import { NewPassword, longEnough } from './NewPassword.tsx'
import { Threshold } from './Threshold.tsx'
import { enter } from './sign-on.ts'

/** For the very first visitor: an organisation, and the person who looks after it until others are there. */
export function Setup() {
  const setup = useAnswer(showSetup, {})
  const founding = useChange(foundOrganisation)
  const form = useForm({
    initialValues: {
      organisation: '',
      currency: 'EUR',
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      locale: navigator.language,
      name: '',
      email: '',
      password: '',
    },
    validate: { password: longEnough },
  })
  if (founding.data) return <Founded note={founding.data.note} />
  if (setup.data?.empty === false) return <Navigate to="/sign-in" />
  return (
    <Threshold
      question={t`Whose sales organisation is this?`}
      answer={t`Nobody has been here yet. Name the organisation and yourself; you become its administrator and sales director, and either can be given away later.`}
    >
      <form onSubmit={form.onSubmit(body => founding.mutate({ body }))}>
        {founding.error && <Trouble error={founding.error} />}
        <TextInput
          label={t`Organisation`}
          required
          autoFocus
          autoComplete="organization"
          {...form.getInputProps('organisation')}
        />
        <Select
          label={t`Reporting currency`}
          description={t`Billing in other currencies is converted into it by monthly rates.`}
          data={currencies}
          searchable
          allowDeselect={false}
          {...form.getInputProps('currency')}
        />
        <Select
          label={t`Time zone`}
          description={t`Its midnight is when a business day ends.`}
          data={Intl.supportedValuesOf('timeZone')}
          searchable
          allowDeselect={false}
          limit={50}
          {...form.getInputProps('timeZone')}
        />
        <TextInput
          label={t`Language and country`}
          description={t`Decides how numbers and dates are written, such as en-GB or sv-SE.`}
          required
          {...form.getInputProps('locale')}
        />
        <TextInput label={t`Your name`} required autoComplete="name" {...form.getInputProps('name')} />
        <TextInput
          label={t`Your e-mail`}
          type="email"
          required
          autoComplete="username"
          {...form.getInputProps('email')}
        />
        <NewPassword {...form.getInputProps('password')} label={t`Your password`} />
        <Button type="submit" loading={founding.isPending}>
          <Trans>Found the organisation</Trans>
        </Button>
      </form>
    </Threshold>
  )
}

function Founded({ note }: { note: string }) {
  return (
    <Threshold question={t`What are you here?`} answer={note}>
      <Button onClick={() => enter('/imports/new')}>
        <Trans>Go on: bring in your people and billing</Trans>
      </Button>
    </Threshold>
  )
}
