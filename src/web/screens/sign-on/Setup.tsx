import { currencies } from '#core/money/index.ts'
import { foundOrganisation, showSetup } from '#contract/sign-on.ts'
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
      question="Whose sales organisation is this?"
      answer="Nobody has been here yet. Name the organisation and yourself; you become its administrator and sales director, and either can be given away later."
    >
      <form onSubmit={form.onSubmit(body => founding.mutate({ body }))}>
        {founding.error && <Trouble error={founding.error} />}
        <TextInput
          label="Organisation"
          required
          autoFocus
          autoComplete="organization"
          {...form.getInputProps('organisation')}
        />
        <Select
          label="Reporting currency"
          description="Billing in other currencies is converted into it by monthly rates."
          data={currencies}
          searchable
          allowDeselect={false}
          {...form.getInputProps('currency')}
        />
        <Select
          label="Time zone"
          description="Its midnight is when a business day ends."
          data={Intl.supportedValuesOf('timeZone')}
          searchable
          allowDeselect={false}
          limit={50}
          {...form.getInputProps('timeZone')}
        />
        <TextInput
          label="Language and country"
          description="Decides how numbers and dates are written, such as en-GB or sv-SE."
          required
          {...form.getInputProps('locale')}
        />
        <TextInput label="Your name" required autoComplete="name" {...form.getInputProps('name')} />
        <TextInput
          label="Your e-mail"
          type="email"
          required
          autoComplete="username"
          {...form.getInputProps('email')}
        />
        <NewPassword {...form.getInputProps('password')} label="Your password" />
        <Button type="submit" loading={founding.isPending}>
          Found the organisation
        </Button>
      </form>
    </Threshold>
  )
}

function Founded({ note }: { note: string }) {
  return (
    <Threshold question="What are you here?" answer={note}>
      <Button onClick={() => enter('/imports/new')}>Go on: bring in your people and billing</Button>
    </Threshold>
  )
}
