import { changeOrganisation } from '#contract/people.ts'
import { Button, Checkbox, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMemo } from 'react'
import { useChange } from '#web/asking.ts'
import { Details } from '#web/parts/Facts.tsx'
import { Page } from '#web/parts/Page.tsx'
import { Trouble } from '#web/parts/states.tsx'
import { useMay, useMe } from '#web/session.tsx'

/** How the organisation counts and writes. */
export function Settings() {
  const { organisation } = useMe()
  const may = useMay()
  const changing = useChange(changeOrganisation)
  const form = useForm({
    initialValues: {
      name: organisation.name,
      timeZone: organisation.timeZone,
      locale: organisation.locale,
      executivesSeeNames: organisation.executivesSeeNames,
      fiscalStartMonth: '',
    },
  })
  const months = useMonths(organisation.locale)
  return (
    <>
      <Page
        question="How do we count?"
        answer={`${organisation.name} reports in ${organisation.currency}; a business day ends at midnight in ${organisation.timeZone.replaceAll('_', ' ')}.`}
      />
      {!may.administer ? (
        <AsItIs />
      ) : (
        <form
          onSubmit={form.onSubmit(({ fiscalStartMonth, ...body }) =>
            changing.mutate({
              body: { ...body, ...(fiscalStartMonth ? { fiscalStartMonth: Number(fiscalStartMonth) } : {}) },
            }),
          )}
        >
          <Stack maw={460}>
            {changing.error && <Trouble error={changing.error} />}
            {changing.isSuccess && <p className="good">Kept.</p>}
            <TextInput label="Name" required {...form.getInputProps('name')} />
            <Select
              label="Time zone"
              searchable
              limit={50}
              allowDeselect={false}
              data={Intl.supportedValuesOf('timeZone')}
              {...form.getInputProps('timeZone')}
            />
            <TextInput
              label="Language and country"
              description="Decides how numbers and dates are written, such as en-GB or sv-SE."
              {...form.getInputProps('locale')}
            />
            <Select
              label="Fiscal year begins in"
              description="Leave it empty to keep the calendar as it is; any other calendar comes in with a file of periods."
              clearable
              data={months}
              {...form.getInputProps('fiscalStartMonth')}
            />
            <Checkbox
              label="Executives see salespeople’s names"
              description="Without it they see totals and every manager’s figures."
              {...form.getInputProps('executivesSeeNames', { type: 'checkbox' })}
            />
            <Button type="submit" loading={changing.isPending}>
              Keep
            </Button>
          </Stack>
        </form>
      )}
    </>
  )
}

/** For those who may read it and not change it. */
function AsItIs() {
  const { organisation } = useMe()
  return (
    <>
      <Details
        details={[
          ['Name', organisation.name],
          ['Time zone', organisation.timeZone.replaceAll('_', ' ')],
          ['Language and country', organisation.locale],
          ['Executives see salespeople’s names', organisation.executivesSeeNames ? 'yes' : 'no'],
        ]}
      />
      <p className="note">Only an administrator may change these.</p>
    </>
  )
}

function useMonths(locale: string) {
  return useMemo(() => {
    const month = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
    return Array.from({ length: 12 }, (_, index) => ({
      value: String(index + 1),
      label: month.format(new Date(Date.UTC(2026, index, 15))),
    }))
  }, [locale])
}
