import type { MessageDescriptor } from '@lingui/core'
import { Trans } from '@lingui/react/macro'
import { msg, t } from '@lingui/core/macro'
import { lines } from '#contract/ledger/lines.ts'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { usePages } from '#web/asking.ts'
import type { Answer, Ask } from '#web/client.ts'
import type { Format } from '#web/format.ts'
import { type Column, DataTable, type Order } from '#web/parts/DataTable.tsx'
import { More, usePageSize } from '#web/parts/More.tsx'
import { Lesson, Trouble, Waiting } from '#web/parts/states.tsx'
import { useFormat } from '#web/session.tsx'
import { howManyLines } from './how-many.ts'

type Line = Answer<typeof lines>['lines'][number]
export type LineFilter = Ask<typeof lines>['query']

const kindWords: Record<string, MessageDescriptor> = {
  credit_note: msg`credit note`,
  adjustment: msg`adjustment`,
  charge: msg`charge`,
}

/** What a line is when it is no goods; those need no word. */
const kindWord = ({ kind }: Line) => (kindWords[kind] ? t(kindWords[kind]) : undefined)

/** Billing lines by a filter, page after page; the rest as one sum for each person whose lines stay closed. */
export function LineTable({ filter, few, order }: { filter: LineFilter; few?: boolean; order?: Order }) {
  const format = useFormat()
  const size = usePageSize()
  const pages = usePages(lines, { query: { ...filter, limit: few ? 12 : size } })
  const sorts = order !== undefined
  const columns = useMemo(() => columnsOf(format, sorts), [format, sorts])
  const first = pages.data?.pages[0]
  if (pages.error) return <Trouble error={pages.error} again={pages.refetch} />
  if (!first) return <Waiting />
  const shown = (pages.data?.pages ?? []).flatMap(page => page.lines)
  if (shown.length === 0 && first.hidden.length === 0)
    return (
      <Lesson title={t`No billing lines here`}>
        {few
          ? t`As soon as something is billed, its lines stand here.`
          : t`No line fits these filters. Widen the days, or take a filter away.`}
      </Lesson>
    )
  const closed = first.hidden.map(person => `${person.name} ${format.money(person.credited)}`).join(', ')
  return (
    <>
      <p className="note" style={{ marginBottom: '0.5rem' }}>
        {shown.length === 0
          ? t`${format.money(first.total ?? 0)} credited, in lines that are not yours to open.`
          : t`${howManyLines(first.count, format)}, ${format.money(first.total ?? 0)} credited.`}
      </p>
      {shown.length > 0 && (
        <DataTable
          name={t`Billing lines`}
          rows={shown}
          columns={columns}
          rowKey={line => line.id}
          {...(order && { order })}
          foot={
            <More
              pages={pages}
              label={t`More lines`}
              shown={
                <Trans>
                  {format.count(shown.length)} of {format.count(first.count ?? 0)}
                </Trans>
              }
            />
          }
        />
      )}
      {first.hidden.length > 0 && (
        <p className="note">
          {shown.length === 0
            ? t`By whom, without names: ${closed}.`
            : t`With these the sum is whole, though their lines are not yours to open: ${closed}.`}
        </p>
      )}
    </>
  )
}

function columnsOf(format: Format, sorts: boolean): Column<Line>[] {
  const own = (line: Line) => line.currency === format.currency
  return [
    { key: 'invoice', head: t`Invoice`, cell: line => line.invoice },
    {
      key: 'day',
      head: t`Day`,
      ...(sorts && { sort: line => line.day }),
      cell: line => <span className="number">{format.day(line.day)}</span>,
    },
    {
      key: 'account',
      head: t`Account`,
      cell: line =>
        line.accountId ? (
          <Link to="/accounts/$id" params={{ id: line.accountId }}>
            {line.account}
          </Link>
        ) : (
          <span className="quiet">
            <Trans>none named</Trans>
          </span>
        ),
    },
    {
      key: 'product',
      head: t`Product`,
      cell: line => (
        <>
          {line.product ?? <span className="quiet">{kindWord(line) ?? t`whole order`}</span>}
          {line.product && kindWord(line) && <span className="quiet"> {kindWord(line)}</span>}
        </>
      ),
    },
    {
      key: 'sold',
      head: t`Credited to`,
      cell: line => line.credits.map(credit => credited(credit, format)).join(', '),
    },
    { key: 'quantity', head: t`Quantity`, end: true, cell: line => line.quantity },
    {
      key: 'cost',
      head: t`Cost`,
      end: true,
      cell: line => (line.cost === null ? '–' : format.exact(line.cost)),
    },
    {
      key: 'net',
      head: t`Net, ${format.currency}`,
      end: true,
      ...(sorts && { sort: line => line.netReporting }),
      cell: line => (
        <>
          {format.exact(line.netReporting)}
          {!own(line) && <div className="note">{format.moneyIn(line.net, line.currency)}</div>}
        </>
      ),
    },
    { key: 'credited', head: t`Credited`, end: true, cell: line => format.exact(line.credited) },
  ]
}

function credited({ name, share }: Line['credits'][number], format: Format): string {
  return share === 1_000_000 ? name : `${name} ${format.percent(share / 1_000_000)}`
}
