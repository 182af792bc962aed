import type { assignAccount } from '#contract/ledger/accounts.ts'
import { listPeople } from '#contract/people.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, MultiSelect, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useAnswer } from '#web/asking.ts'
import type { Ask } from '#web/client.ts'
import { DayField } from '#web/parts/DayField.tsx'
import { Trouble } from '#web/parts/states.tsx'

const whole = 1_000_000

/** Who owns an account from a day on; several share it in equal parts. */
export function AssignForm(of: {
  firstDay: string
  assign: (body: Ask<typeof assignAccount>['body']) => void
  busy: boolean
  error: unknown
  /** What the button says, where it does not assign at once. */
  act?: string
  changed?: () => void
}) {
  const people = useAnswer(listPeople, {})
  const form = useForm({
    initialValues: { owners: [] as string[], from: of.firstDay, why: '' },
    onValuesChange: () => of.changed?.(),
    validate: { owners: owners => (owners.length === 0 ? t`Choose at least one person.` : null) },
  })
  return (
    <form
      onSubmit={form.onSubmit(({ owners, from, why }) =>
        of.assign({
          from,
          owners: equalShares(owners.length).map((share, index) => ({ personId: owners[index]!, share })),
          ...(why.trim() ? { why } : {}),
        }),
      )}
    >
      <Stack>
        {of.error !== null && <Trouble error={of.error} />}
        <MultiSelect
          label={t`Owner`}
          description={t`Several share the credit in equal parts.`}
          searchable
          data={(people.data?.people ?? [])
            .filter(person => !person.isHouse)
            .map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('owners')}
        />
        <DayField
          label={t`From`}
          description={t`Billing from this day on is credited to them where no seller is named.`}
          required
          {...form.getInputProps('from')}
        />
        <TextInput
          label={t`Why`}
          description={t`For whoever asks later; it stands in the log.`}
          {...form.getInputProps('why')}
        />
        <Button type="submit" loading={of.busy}>
          {of.act ?? <Trans>Assign</Trans>}
        </Button>
      </Stack>
    </form>
  )
}

/** Millionths that sum to the whole: the first ones take what does not divide. */
function equalShares(count: number): number[] {
  const share = Math.floor(whole / count)
  return Array.from({ length: count }, (_, index) => share + (index < whole - share * count ? 1 : 0))
}
