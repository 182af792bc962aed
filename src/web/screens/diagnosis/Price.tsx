import { price, priceFile, priceWorkbook } from '#contract/diagnosis.ts'
import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { ChartFrame } from '#web/charts/ChartFrame.tsx'
import type { Inks } from '#web/charts/ink.ts'
import { periodChart } from '#web/charts/period-chart.ts'
import { DataTable } from '#web/parts/DataTable.tsx'
import { Asked } from '#web/parts/states.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import type { Format } from '#web/format.ts'
import { useFormat } from '#web/session.tsx'
import { BesideIt, Deals, dealTables } from './Deals.tsx'
import type { Asking } from './Diagnosis.tsx'

type Told = Answer<typeof price>

/** What price held, what discounts bought, and what lost deals say. */
export function Price({ query }: { query: Asking }) {
  const answer = useAnswer(price, { query })
  return (
    <Asked of={answer}>
      {data => (
        <>
          <Held data={data} />
          {data.discounts && <Discounts discounts={data.discounts} />}
          <Deals deals={data.deals} />
          {data.deals.closed > 0 && <BesideIt query={query} period={data.period} />}
        </>
      )}
    </Asked>
  )
}

/** Every table that stands in this part of the page. */
export function TakePrice({ query }: { query: Asking }) {
  const { data } = useAnswer(price, { query })
  if (!data) return null
  const tables = [
    ...(priceKnown(data.series).length > 1
      ? [
          { name: t`Price held by product line`, what: 'lines' as const },
          { name: t`Price held by period`, what: 'periods' as const },
        ]
      : []),
    ...((data.discounts?.largest.length ?? 0) > 0
      ? [{ name: t`Discounts that bought nothing`, what: 'discounts' as const }]
      : []),
    ...dealTables(data.deals),
  ]
  if (tables.length === 0) return null
  return (
    <TakeAlong
      small
      files={[priceFile, priceWorkbook]}
      ask={{ query }}
      tables={tables.map(({ name, what }) => ({ name, ask: { query: { ...query, what } } }))}
    />
  )
}

/** From two periods on there is something to compare. */
const priceKnown = (series: Told['series']) =>
  series.flatMap(({ code, held }) => (held === null ? [] : [{ code, held }]))

const linesAtFirst = 8

function Held({ data: { lines, series } }: { data: Told }) {
  const format = useFormat()
  const [all, setAll] = useState(false)
  const known = priceKnown(series)
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined || known.length < 2)
    return (
      <p className="note">
        <Trans>No billing line here has a list price, so nothing can be said of the price held.</Trans>
      </p>
    )
  return (
    <>
      <p>
        {t`Of the list price ${format.percent(last.held)} was held in ${last.code}, against ${format.percent(first.held)} in ${first.code}.`}
      </p>
      <HeldByPeriod series={series} />
      <DataTable
        name={t`Price held by product line`}
        rows={all ? lines : lines.slice(0, linesAtFirst)}
        foot={
          !all &&
          lines.length > linesAtFirst && (
            <Button variant="default" size="compact-sm" onClick={() => setAll(true)}>
              {t`All ${lines.length} product lines`}
            </Button>
          )
        }
        rowKey={line => line.productLine}
        columns={[
          {
            key: 'line',
            head: t`Product line`,
            cell: line => line.productLine,
            sort: line => line.productLine,
          },
          {
            key: 'billed',
            head: t`Billed (${format.currency})`,
            cell: line => format.amount(line.billed),
            sort: line => line.billed,
            end: true,
          },
          {
            key: 'then',
            head: t`A year before`,
            cell: line => share(line.then, format),
            sort: line => line.then,
            end: true,
          },
          {
            key: 'now',
            head: t`Now`,
            cell: line => share(line.now, format),
            sort: line => line.now,
            end: true,
          },
        ]}
      />
    </>
  )
}

function HeldByPeriod({ series }: Pick<Told, 'series'>) {
  const format = useFormat()
  const option = useCallback(
    ({ inks, still }: { inks: Inks; still: boolean }) =>
      periodChart({
        points: series.map(({ code, held, open }) => ({
          label: code,
          actual: held,
          beyond: null,
          goal: null,
          open,
        })),
        names: { actual: t`Price held`, beyond: null, goal: null },
        inks,
        write: format.percent,
        still,
      }),
    [series, format],
  )
  return (
    <ChartFrame
      finding={t`Share of list price held, period by period`}
      fileName={t`price held`}
      height={180}
      option={option}
      table={{ head: [t`Period`, t`Price held`], rows: series.map(({ code, held }) => [code, held]) }}
      shown={value => (typeof value === 'number' ? format.percent(value) : (value ?? '–'))}
    />
  )
}

const share = (value: number | null, format: Format) => (value === null ? '–' : format.percent(value))

function Discounts({ discounts: of }: { discounts: NonNullable<Told['discounts']> }) {
  const format = useFormat()
  if (of.deeper === 0)
    return (
      <p>
        <Trans>
          Of those who bought a product line a year before, too, none paid 2 points less of its list price
          now.
        </Trans>
      </p>
    )
  const between = (at: typeof of.grewOfDeeper) =>
    at
      ? t`${format.percent(at.estimate)} (95 %: ${format.percent(at.low)} to ${format.percent(at.high)})`
      : '–'
  return (
    <>
      <p>
        {of.boughtNothing === 0
          ? t`In ${plural(of.deeper, { one: '# account and product line', other: '# accounts and product lines' })} at least 2 points less of the list price was held than a year before, and all of them bought more pieces.`
          : t`In ${plural(of.deeper, { one: '# account and product line', other: '# accounts and product lines' })} at least 2 points less of the list price was held than a year before; ${of.boughtNothing} of these bought no more pieces, and would have billed ${format.short(of.given)} more at the price held before.`}{' '}
        {t`More pieces were bought by ${between(of.grewOfDeeper)} of them, and by ${between(of.grewOfHeld)} of those whose price held.`}{' '}
        {of.few && t`That is too few to tell discounts from chance.`}
      </p>
      {of.largest.length > 0 && (
        <DataTable
          name={t`Discounts that bought nothing`}
          rows={of.largest}
          rowKey={row => `${row.account ?? row.name} ${row.productLine}`}
          columns={[
            {
              key: 'account',
              head: t`Account`,
              cell: row =>
                row.account ? (
                  <Link to="/accounts/$id" params={{ id: row.account }}>
                    {row.name}
                  </Link>
                ) : (
                  row.name
                ),
            },
            { key: 'line', head: t`Product line`, cell: row => row.productLine },
            { key: 'then', head: t`Held then`, cell: row => format.percent(row.heldThen), end: true },
            { key: 'now', head: t`Held now`, cell: row => format.percent(row.heldNow), end: true },
            {
              key: 'growth',
              head: t`Pieces`,
              cell: row => format.change(row.growth, 1),
              end: true,
              lesser: true,
            },
            {
              key: 'given',
              head: t`Given (${format.currency})`,
              cell: row => format.amount(row.given),
              sort: row => row.given,
              end: true,
            },
          ]}
          caption={t`What went together, not what caused what.`}
        />
      )}
    </>
  )
}
