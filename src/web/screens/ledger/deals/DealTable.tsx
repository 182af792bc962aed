import { listDeals } from '#contract/ledger/deals.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { usePages } from '#web/asking.ts'
import type { Ask } from '#web/client.ts'
import type { Format } from '#web/format.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { More, usePageSize } from '#web/parts/More.tsx'
import { Lesson, Trouble, Waiting } from '#web/parts/states.tsx'
import { useFormat } from '#web/session.tsx'
import { type Deal, dealName, dealsSentence, dueWords } from './deal-words.ts'

export type DealFilter = NonNullable<Ask<typeof listDeals>['query']>

/** Opportunities by a filter, page after page; what is hidden as one sum for each person. */
export function DealTable({ filter, few }: { filter: DealFilter; few?: boolean }) {
  const format = useFormat()
  const size = usePageSize()
  const pages = usePages(listDeals, { query: { ...filter, limit: few ? 8 : size } })
  const columns = useMemo(() => columnsOf(format), [format])
  const first = pages.data?.pages[0]
  if (pages.error) return <Trouble error={pages.error} again={pages.refetch} />
  if (!first) return <Waiting />
  const shown = (pages.data?.pages ?? []).flatMap(page => page.opportunities)
  const open = (filter.outcome ?? 'open') === 'open'
  if (shown.length === 0 && first.hidden.length === 0)
    return few ? (
      <p className="note">
        <Trans>None is open.</Trans>
      </p>
    ) : (
      <Lesson title={t`No opportunities here`}>
        <Trans>
          Opportunities come in with a file from your CRM. From the second one on, Plumbline shows what
          changed in between. If some went in, widen the filters.
        </Trans>
      </Lesson>
    )
  return (
    <>
      <p className="note" style={{ marginBottom: '0.5rem' }}>
        {dealsSentence({ count: first.count ?? 0, total: first.total ?? 0, open, format })}
      </p>
      {shown.length > 0 && (
        <DataTable
          name={t`Opportunities`}
          rows={shown}
          columns={columns}
          rowKey={deal => deal.id}
          foot={!few && <More pages={pages} label={t`More opportunities`} />}
        />
      )}
      {first.hidden.length > 0 && <Hidden hidden={first.hidden} format={format} />}
    </>
  )
}

function Hidden({
  hidden,
  format,
}: {
  hidden: { name: string; count: number; credited: number }[]
  format: Format
}) {
  const count = format.count(hidden.reduce((sum, part) => sum + part.count, 0))
  const worth = format.money(hidden.reduce((sum, part) => sum + part.credited, 0))
  return (
    <p className="note">
      <Trans>
        {count} more, worth {worth}, belong to people whose deals stay closed to you; they are in the sum.
      </Trans>
    </p>
  )
}

function columnsOf(format: Format): readonly Column<Deal>[] {
  return [
    {
      key: 'name',
      head: t`Opportunity`,
      cell: deal => (
        <>
          <Link to="/opportunities/$id" params={{ id: deal.id }}>
            {dealName(deal)}
          </Link>
          {deal.stale && (
            <span className="quiet">
              {' '}
              · <Trans>stale</Trans>
            </span>
          )}
        </>
      ),
    },
    {
      key: 'account',
      head: t`Account`,
      lesser: true,
      cell: deal =>
        deal.accountId ? (
          <Link to="/accounts/$id" params={{ id: deal.accountId }}>
            {deal.account}
          </Link>
        ) : (
          <span className="quiet">–</span>
        ),
    },
    { key: 'owners', head: t`Whose`, cell: deal => deal.owners.map(owner => owner.name).join(', ') },
    { key: 'stage', head: t`Stage`, cell: deal => deal.stage },
    {
      key: 'worth',
      head: t`Worth (${format.currency})`,
      end: true,
      cell: deal => (
        <>
          {deal.worth === null ? '–' : format.amount(deal.worth)}
          {deal.worthBy === 'list' && (
            <div className="quiet">
              <Trans>assumed</Trans>
            </div>
          )}
        </>
      ),
    },
    {
      key: 'due',
      head: t`Due`,
      end: true,
      cell: deal => (
        <>
          {deal.due ? format.day(deal.due) : '–'}
          {dueWords[deal.dueBy] && <div className="quiet">{t(dueWords[deal.dueBy]!)}</div>}
        </>
      ),
    },
  ]
}
