import { accountsIn, accountsInFile, accountsInWorkbook } from '#contract/diagnosis/process.ts'
import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { Asked } from '#web/parts/states.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { useFormat } from '#web/session.tsx'
import { type State, states, stateWords } from './words.ts'

type Account = Answer<typeof accountsIn>['accounts'][number]
type Query = { subject: string; period: 'month' | 'quarter' | 'year' }

/** The accounts behind a number: `state` at the end of the last period, or `from.state` over all steps. */
export function AccountsBehind({
  query,
  behind,
  close,
}: {
  query: Query
  behind: string
  close: () => void
}) {
  const format = useFormat()
  const asked = readBehind(behind)
  const ask = { query: { ...query, state: asked.to, ...(asked.from && { from: asked.from }) } }
  const answer = useAnswer(accountsIn, ask)
  const name = asked.from
    ? t`${asked.from === 'none' ? t`No account before` : t(stateWords[asked.from])} – ${t(stateWords[asked.to])}`
    : t(stateWords[asked.to])
  return (
    <section className="section" aria-label={t`Accounts: ${name}`}>
      <Group justify="space-between">
        <h3>{t`Accounts: ${name}`}</h3>
        <Group gap="xs">
          <TakeAlong small files={[accountsInFile, accountsInWorkbook]} ask={ask} />
          <Button variant="subtle" size="compact-sm" onClick={close}>
            <Trans>Close</Trans>
          </Button>
        </Group>
      </Group>
      <Asked of={answer}>
        {found => (
          <DataTable
            name={t`Accounts: ${name}`}
            rows={found.accounts}
            rowKey={row => `${row.id ?? row.name}${row.period}${row.twoYears}${row.net}`}
            columns={columnsOf(format)}
            caption={
              found.count > found.accounts.length
                ? t`The largest ${found.accounts.length} of ${found.count}; the file has all.`
                : plural(found.count, { one: '# account', other: '# accounts' })
            }
          />
        )}
      </Asked>
    </section>
  )
}

/** What the address says, as far as it makes sense. */
function readBehind(behind: string): { from: State | 'none' | undefined; to: State } {
  const parts = behind.split('.')
  const known = (word: string | undefined) => states.find(state => state === word)
  const to = known(parts.at(-1)) ?? 'bought'
  const from = parts.length > 1 ? (parts[0] === 'none' ? 'none' : known(parts[0])) : undefined
  return { from, to }
}

function columnsOf(format: ReturnType<typeof useFormat>): Column<Account>[] {
  return [
    {
      key: 'account',
      head: t`Account`,
      wide: true,
      sort: row => row.name,
      cell: row =>
        row.id ? (
          <Link to="/accounts/$id" params={{ id: row.id }}>
            {row.name}
          </Link>
        ) : (
          row.name
        ),
    },
    { key: 'period', head: t`Period`, cell: row => row.period, sort: row => row.period },
    {
      key: 'net',
      head: t`Billed in it (${format.currency})`,
      end: true,
      sort: row => row.net,
      cell: row => format.amount(row.net),
    },
    {
      key: 'two-years',
      head: t`Billed in the two years up to it (${format.currency})`,
      end: true,
      sort: row => row.twoYears,
      cell: row => format.amount(row.twoYears),
    },
  ]
}
