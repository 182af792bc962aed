import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { Format } from '#web/format.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { usePageSize } from '#web/parts/More.tsx'
import { Section } from '#web/parts/Page.tsx'
import { useFormat } from '#web/session.tsx'
import { ChanceMath } from './ChanceMath.tsx'
import type { DealForecast } from './OpenDeals.tsx'

export type Chance = DealForecast['opportunities'][number]
type Month = { at: number; name: string }

/** The open deals one may open, largest first, each with its chances; of one month, those that may be won in it. */
export function ChanceTable({ shown, month }: { shown: DealForecast; month: Month | undefined }) {
  const format = useFormat()
  const [sought, setSought] = useState('')
  const [all, setAll] = useState(false)
  const size = usePageSize()
  const [opened, setOpened] = useState<Chance>()
  const columns = useMemo(() => columnsOf(format, month, setOpened), [format, month])
  const { subject } = shown.subject
  const words = sought.toLocaleLowerCase()
  const rows = shown.opportunities.filter(deal =>
    [deal.name, deal.account ?? '', deal.stage, ...deal.owners].some(text =>
      text.toLocaleLowerCase().includes(words),
    ),
  )
  const ordered = month ? rows.toSorted((a, b) => inMonth(b, month) - inMonth(a, month)) : rows
  const some = all ? ordered : ordered.slice(0, size)
  return (
    <Section title={month ? t`Open deals that may be won in ${month.name}` : t`Open deals`}>
      <div className="controls">
        <TextInput
          aria-label={t`Find among the open deals`}
          placeholder={t`Deal, account, stage or person`}
          style={{ width: '20rem', maxWidth: '100%' }}
          value={sought}
          onChange={event => setSought(event.currentTarget.value)}
        />
        {month && (
          <Link to="/forecast/deals" search={{ subject }} resetScroll={false}>
            <Trans>All months</Trans>
          </Link>
        )}
      </div>
      <DataTable
        name={t`Open deals and their chances`}
        rows={some}
        columns={columns}
        rowKey={({ id }) => id}
        caption={shown.next ? t`The hundred largest; a file holds them all.` : undefined}
        foot={
          <>
            {some.length < ordered.length && (
              <Button variant="default" onClick={() => setAll(true)}>
                {t`Show all ${ordered.length}`}
              </Button>
            )}{' '}
            {shown.next && (
              <Link to="/opportunities" search={{ subject }}>
                <Trans>All open deals</Trans>
              </Link>
            )}
          </>
        }
      />
      <ChanceMath
        deal={opened}
        method={shown.method}
        today={shown.today}
        close={() => setOpened(undefined)}
      />
    </Section>
  )
}

const inMonth = ({ monthly, credited }: Chance, { at }: Month) => (monthly[at] ?? 0) * (credited ?? 0)

function columnsOf(format: Format, month: Month | undefined, open: (deal: Chance) => void): Column<Chance>[] {
  const share = (value: number | null | undefined) => (value == null ? '–' : format.percent(value))
  return [
    {
      key: 'name',
      head: t`Opportunity`,
      wide: true,
      sort: ({ name }) => name,
      cell: ({ id, name, account }) => (
        <>
          <Link to="/opportunities/$id" params={{ id }}>
            {name}
          </Link>
          {account && <div className="note">{account}</div>}
        </>
      ),
    },
    {
      key: 'owners',
      head: t`Whose`,
      lesser: true,
      cell: ({ owners }) => owners.join(', '),
      sort: ({ owners }) => owners.join(),
    },
    { key: 'stage', head: t`Stage`, cell: ({ stage }) => stage, sort: ({ stage }) => stage },
    {
      key: 'worth',
      head: t`Worth (${format.currency})`,
      end: true,
      sort: ({ credited }) => credited ?? 0,
      cell: ({ credited, worthBy }) => (
        <>
          {credited === null ? '–' : format.amount(credited)}
          {worthBy === 'list' && (
            <span className="quiet">
              {' '}
              <Trans>assumed</Trans>
            </span>
          )}
        </>
      ),
    },
    ...(month
      ? [
          {
            key: 'month',
            head: t`Won in ${month.name}`,
            end: true,
            sort: (deal: Chance) => deal.monthly[month.at] ?? 0,
            cell: (deal: Chance) => (deal.stale ? t`stale` : share(deal.monthly[month.at])),
          },
        ]
      : []),
    {
      key: 'soon',
      head: t`Won in three months`,
      end: true,
      sort: ({ soon }) => soon ?? 0,
      cell: deal =>
        deal.stale ? (
          t`stale`
        ) : deal.math ? (
          <button type="button" className="open-number" onClick={() => open(deal)}>
            {share(deal.soon)}
          </button>
        ) : (
          share(deal.soon)
        ),
    },
    {
      key: 'ever',
      head: t`Won ever`,
      end: true,
      sort: ({ ever }) => ever ?? 0,
      cell: ({ ever, stale }) => (stale ? '–' : share(ever)),
    },
  ]
}
