import { table } from '#contract/figures.ts'
import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { Section } from '#web/parts/Page.tsx'
import { useFormat } from '#web/session.tsx'

type Row = Answer<typeof table>['rows'][number]
const most = 6

/** The accounts that are furthest behind what they had bought a year before by now. */
export function FurthestBehind({ subject }: { subject: string }) {
  const format = useFormat()
  const { data } = useAnswer(table, {
    query: { subject, by: 'account', period: 'year_to_date', figures: 'billed_revenue' },
  })
  const behind = useMemo(
    () =>
      (data?.rows ?? [])
        .map(row => ({
          ...row,
          behind: (row.cells.billed_revenue?.yearBefore ?? 0) - (row.cells.billed_revenue?.value ?? 0),
        }))
        .filter(row => row.behind > 0 && !row.hidden)
        .toSorted((a, b) => b.behind - a.behind)
        .slice(0, most),
    [data],
  )
  const columns = useMemo(
    (): Column<Row & { behind: number }>[] => [
      {
        key: 'label',
        head: t`Account`,
        cell: row => (
          <Link to="/accounts/$id" params={{ id: row.key }}>
            {row.label}
          </Link>
        ),
      },
      { key: 'behind', head: t`Behind by`, end: true, cell: row => format.amount(row.behind) },
      {
        key: 'now',
        head: t`This year`,
        end: true,
        cell: row => format.amount(row.cells.billed_revenue?.value ?? 0),
      },
      {
        key: 'then',
        head: t`A year before, same point`,
        end: true,
        cell: row => format.amount(row.cells.billed_revenue?.yearBefore ?? 0),
      },
    ],
    [format],
  )
  if (behind.length === 0) return null
  return (
    <Section
      title={t`Accounts furthest behind last year`}
      aside={t`Fiscal year to date, in ${format.currency}`}
    >
      <DataTable
        name={t`Accounts furthest behind last year`}
        rows={behind}
        columns={columns}
        rowKey={row => row.key}
      />
    </Section>
  )
}
