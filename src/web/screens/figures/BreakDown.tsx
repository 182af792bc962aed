import { Trans } from '@lingui/react/macro'
import { msg, t } from '@lingui/core/macro'
import { catalogue, table, tableFile, tableWorkbook, type FigurePeriod } from '#contract/figures.ts'
import { Button, Group, Tabs } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import type { Format } from '#web/format.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { Asked } from '#web/parts/states.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { useFormat, useMe } from '#web/session.tsx'
import { type Narrowing, NumberButton } from './NumberDrawer.tsx'
import { WhyHidden } from './WhyHidden.tsx'
import { nameOf } from './words.ts'

type Table = Answer<typeof table>
type Row = Table['rows'][number]
type Figure = Answer<typeof catalogue>['figures'][number]

const ways = {
  person: msg`Person`,
  account: msg`Account`,
  product_line: msg`Product line`,
  category: msg`Category`,
  channel: msg`Channel`,
  territory: msg`Territory`,
} as const
type Way = keyof typeof ways

/** What a subject's billing is made of, by one thing at a time, with its figures. */
export function BreakDown(of: {
  subject: string
  period: { period: FigurePeriod['kind']; code?: string }
  by: string | undefined
  choose: (by: string) => void
  ways?: readonly Way[]
  narrowing?: Narrowing
}) {
  const { organisation } = useMe()
  // one person's billing by person is one row, and deals alone come through no channel
  const isOne = of.subject === 'me' || of.subject.startsWith('person:')
  const has = (way: Way) => (way !== 'person' || !isOne) && (way !== 'channel' || !organisation.empty)
  const offered = of.ways ?? (Object.keys(ways) as Way[]).filter(has)
  const by = offered.find(way => way === of.by) ?? offered[0]!
  const [all, setAll] = useState(false)
  const definitions = useAnswer(catalogue, {})
  const hasSome = (key: string) =>
    definitions.data?.figures.some(figure => figure.key === key && figure.empty === null)
  const query = {
    subject: of.subject,
    by,
    ...of.period,
    ...of.narrowing,
    ...(all ? {} : { figures: [...(organisation.empty ? [] : mainFigures), ...workFigures.filter(hasSome)] }),
  }
  const answer = useAnswer(table, { query }, { enabled: definitions.data !== undefined })
  return (
    <Tabs value={by} onChange={way => way && of.choose(way)}>
      <Group justify="space-between" align="center" gap="sm">
        <Tabs.List>
          {offered.map(way => (
            <Tabs.Tab key={way} value={way}>
              {t(ways[way])}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Group gap="xs">
          <Button variant="subtle" size="compact-sm" aria-pressed={all} onClick={() => setAll(!all)}>
            {all ? t`Main figures` : t`All figures`}
          </Button>
          <TakeAlong files={[tableFile, tableWorkbook]} ask={{ query }} small />
        </Group>
      </Group>
      <Tabs.Panel value={by} pt="sm">
        <Asked of={answer}>
          {data => (
            <Rows
              data={data}
              by={by}
              figures={definitions.data?.figures ?? []}
              narrowing={of.narrowing ?? {}}
            />
          )}
        </Asked>
      </Tabs.Panel>
    </Tabs>
  )
}

const mainFigures = [
  'billed_revenue',
  'orders',
  'average_order',
  'active_accounts',
  'gross_margin_rate',
  'price_realisation',
]
/** Where there is work to speak of; the server leaves out what a break-down has not. */
const workFigures = ['opportunities_created', 'opportunities_won', 'win_rate', 'activities']
const shownAtFirst = 25

function Rows(of: { data: Table; by: Way; figures: readonly Figure[]; narrowing: Narrowing }) {
  const { data, by, figures, narrowing } = of
  const format = useFormat()
  const [shown, setShown] = useState(shownAtFirst)
  const columns = useMemo(
    () => columnsOf({ data, by, figures, narrowing, format }),
    [data, by, figures, narrowing, format],
  )
  if (data.withheld) return <p className="note">{data.withheld}</p>
  if (data.rows.length === 0)
    return (
      <p className="note">
        <Trans>Nothing was billed in this period.</Trans>
      </p>
    )
  const way = t(ways[by])
  const first: Row = { key: 'total', label: t`All`, hidden: false, subject: null, cells: data.total.cells }
  const rest = data.rows.length - shown
  return (
    <>
      <DataTable
        name={t`${nameOf(data.subject)} by ${way}`}
        rows={data.rows.slice(0, shown)}
        first={first}
        columns={columns}
        rowKey={row => row.key}
        rowClass={row => (row.hidden ? 'hidden-person' : undefined)}
        foot={
          rest > 0 && (
            <>
              <Button variant="default" size="xs" onClick={() => setShown(shown + 200)}>
                <Trans>{Math.min(rest, 200)} more</Trans>
              </Button>
              <Trans>
                {format.count(shown)} of {format.count(data.rows.length)}
              </Trans>
            </>
          )
        }
      />
      <WhyHidden parts={data.rows} />
    </>
  )
}

function columnsOf(of: {
  data: Table
  by: Way
  figures: readonly Figure[]
  narrowing: Narrowing
  format: Format
}): Column<Row>[] {
  const { data, by, figures, narrowing, format } = of
  const named = (key: string) => figures.find(figure => figure.key === key)
  return [
    { key: 'label', head: t(ways[by]), cell: row => <RowName row={row} by={by} />, sort: row => row.label },
    ...data.figures.map((key): Column<Row> => ({
      key,
      head: named(key)?.name ?? key,
      end: true,
      sort: row => row.cells[key]?.value ?? null,
      cell: row => {
        const cell = row.cells[key]
        const value = cell?.value
        if (!cell || value === null || value === undefined)
          return <span title={cell?.none ?? undefined}>–</span>
        const shown = format.figure(value, named(key)?.unit ?? 'count')
        // the lines behind a hidden person are not to be opened
        if (row.hidden) return shown
        return (
          <NumberButton
            of={{
              figure: key,
              subject: by === 'person' ? (row.subject ?? data.subject.subject) : data.subject.subject,
              name: row.key === 'total' ? nameOf(data.subject) : row.label,
              period: data.period,
              narrowing: row.key === 'total' ? narrowing : { ...narrowing, ...narrowedBy(by, row.key) },
              shown,
              covered: cell.covered,
            }}
          />
        )
      },
    })),
    ...(data.figures.includes('billed_revenue') ? [onAYearBefore(format)] : []),
  ]
}

function onAYearBefore(format: Format): Column<Row> {
  return {
    key: 'year',
    head: t`Billed, on a year before`,
    lesser: true,
    end: true,
    sort: row => row.cells.billed_revenue?.yearBefore ?? null,
    cell: row => {
      const cell = row.cells.billed_revenue
      return (cell && format.change(cell.value, cell.yearBefore)) ?? '–'
    },
  }
}

/** A name leads on: to a person's figures, to an account's page. */
function RowName({ row, by }: { row: Row; by: Way }) {
  if (row.hidden || row.key === 'total') return row.label
  if (by === 'account' && isId(row.key))
    return (
      <Link to="/accounts/$id" params={{ id: row.key }}>
        {row.label}
      </Link>
    )
  if (by === 'person' && row.subject)
    return (
      <Link to="/figures" search={{ subject: row.subject }}>
        {row.label}
      </Link>
    )
  return row.label
}

const isId = (key: string) => /^[0-9a-f]{8}-/.test(key) && !key.startsWith('00000000')

function narrowedBy(by: Way, key: string): Narrowing {
  const name = {
    person: null,
    account: 'account',
    product_line: 'productLine',
    category: 'category',
    channel: 'channel',
    territory: 'territory',
  } as const
  const narrowed = name[by]
  return narrowed === null ? {} : { [narrowed]: key }
}
