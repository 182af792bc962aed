import { changeOrganisation } from '#contract/people.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
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
        question={t`How do we count?`}
        answer={t`${organisation.name} reports in ${organisation.currency}; a business day ends at midnight in ${organisation.timeZone.replaceAll('_', ' ')}.`}
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
            {changing.isSuccess && (
              <p className="good">
                <Trans>Kept.</Trans>
              </p>
            )}
            <TextInput label={t`Name`} required {...form.getInputProps('name')} />
            <Select
              label={t`Time zone`}
              searchable
              limit={50}
              allowDeselect={false}
              data={Intl.supportedValuesOf('timeZone')}
              {...form.getInputProps('timeZone')}
            />
            <TextInput
              label={t`Language and country`}
              description={t`Decides how numbers and dates are written, such as en-GB or sv-SE.`}
              {...form.getInputProps('locale')}
            />
            <Select
              label={t`Fiscal year begins in`}
              description={t`Leave it empty to keep the calendar as it is; any other calendar comes in with a file of periods.`}
              clearable
              data={months}
              {...form.getInputProps('fiscalStartMonth')}
            />
            <Checkbox
              label={t`Executives see salespeople’s names`}
              description={t`Without it they see totals and every manager’s figures.`}
              {...form.getInputProps('executivesSeeNames', { type: 'checkbox' })}
            />
            <Button type="submit" loading={changing.isPending}>
              <Trans>Keep</Trans>
            </Button>
          </Stack>
        </form>
      )}
      <p className="note">
        <Trans>
          Programs ask the same as these screens do, with a token of your own:{' '}
          <a href="/api/docs" target="_blank" rel="noreferrer">
            read the API
          </a>
          .
        </Trans>
      </p>
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
          [t`Name`, organisation.name],
          [t`Time zone`, organisation.timeZone.replaceAll('_', ' ')],
          [t`Language and country`, organisation.locale],
          [t`Executives see salespeople’s names`, organisation.executivesSeeNames ? t`yes` : t`no`],
        ]}
      />
      <p className="note">
        <Trans>Only an administrator may change these.</Trans>
      </p>
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
