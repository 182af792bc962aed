import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import type { Format } from '#web/format.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { Section } from '#web/parts/Page.tsx'
import { useFormat } from '#web/session.tsx'
import type { Published } from '../words.ts'

type Deals = NonNullable<Published['deals']>
type Three = Deals['near']['weights']
type Row = { key: string; month: string; to: string; mean: number; counted: Three; alone: Three | null }

/** Months in which open deals close. */
const near = 3

/** Repeat billing, open deals and business not yet seen: joined, or apart with the reason. */
export function Joined(of: { forecast: Published; name: string; aside?: ReactNode }) {
  const { forecast, name } = of
  const format = useFormat()
  const { deals, months } = forecast
  const joined = deals !== null && (deals.near.joined || deals.far.joined)
  const columns = useMemo(() => columnsOf(format, joined), [format, joined])
  if (!deals || deals.parts.length === 0) return null
  // months that are of billing alone are on the chart above; here stand those that are more than that
  const shown = deals.near.joined && !deals.far.joined ? deals.parts.slice(0, near) : deals.parts
  const rows = shown.map(({ counted, ...alone }, at): Row => {
    const { code, to, mean } = months[at]!
    const month = { key: code, month: format.monthOf(to), to, mean }
    return joined ? { ...month, counted, alone } : { ...month, counted: alone, alone: null }
  })
  return (
    <Section title={t`Repeat billing, open deals, business not yet seen`} aside={of.aside}>
      <p>{nearSentence(deals.near, format)}</p>
      {joined && <p>{farSentence(deals.far, format)}</p>}
      <DataTable
        name={t`What ${name}’s months are made of`}
        rows={rows}
        first={deals.near.joined ? firstOf(rows.slice(0, near)) : undefined}
        columns={columns}
        rowKey={({ key }) => key}
        caption={
          joined
            ? t`What of each part is counted adds up to the month. Under it stands what the part would be alone: repeat billing holds what deals usually bring, so the weights keep it from being counted twice.`
            : t`Each part as it would be alone. They must not be added up: repeat billing holds what deals usually bring.`
        }
        foot={
          <Link to="/forecast/deals">
            <Trans>How likely each open deal is won</Trans>
          </Link>
        }
      />
    </Section>
  )
}

/** The near months together. */
function firstOf(rows: readonly Row[]): Row {
  const sum = (of: (row: Row) => number) => rows.reduce((all, row) => all + of(row), 0)
  const three = (of: (row: Row) => Three): Three => ({
    series: sum(row => of(row).series),
    open: sum(row => of(row).open),
    notYetSeen: sum(row => of(row).notYetSeen),
  })
  return {
    key: 'first',
    month: t`Next three months`,
    to: '',
    mean: sum(({ mean }) => mean),
    counted: three(({ counted }) => counted),
    alone: three(({ counted, alone }) => alone ?? counted),
  }
}

function nearSentence(near: Deals['near'], format: Format): string {
  const { series, open, notYetSeen } = near.weights
  if (near.joined)
    return t`The three are one forecast in the next three months: repeat billing counts ${format.percent(series)}, open deals ${format.percent(open)}, business not yet seen ${format.percent(notYetSeen)}. Tried at ${near.scored} past month ends with weights learnt before each, that would have taken ${format.percent(1 - (near.ratio ?? 1))} off the squared error of billing alone.`
  if (near.why === 'too_few_cuts')
    return t`They stand apart, and the forecast is of billing alone: ${plural(near.scored, { one: '# month end', other: '# month ends' })} on record could be tried so far, ${near.needed} are needed. A forecast published at each month end, or for past ones, adds to them.`
  return t`They stand apart, and the forecast is of billing alone: tried at ${near.scored} past month ends, deals did not surely foretell more than billing does by itself.`
}

function farSentence({ joined, weights, why }: Deals['far'], format: Format): string {
  const { series, open, notYetSeen } = weights
  if (joined)
    return t`Months further off have weights of their own: repeat billing ${format.percent(series)}, open deals ${format.percent(open)}, business not yet seen ${format.percent(notYetSeen)}.`
  return why === 'too_few_cuts'
    ? t`Months further off are of billing alone: too few of them are over to have earned weights.`
    : t`Months further off are of billing alone: there deals did not surely foretell more.`
}

function columnsOf(format: Format, joined: boolean): Column<Row>[] {
  const part = (key: keyof Three, head: string): Column<Row> => ({
    key,
    head,
    end: true,
    sort: ({ counted }) => counted[key],
    cell: ({ counted, alone }) => (
      <>
        {format.short(counted[key])}
        {alone && <div className="note">{t`${format.short(alone[key])} alone`}</div>}
      </>
    ),
  })
  return [
    { key: 'month', head: t`Month`, wide: true, sort: ({ to }) => to, cell: ({ month }) => month },
    part('series', t`Repeat billing`),
    part('open', t`Open deals`),
    part('notYetSeen', t`Not yet seen`),
    // apart, the forecast is the billing that stands in the first column
    ...(joined
      ? [
          {
            key: 'mean',
            head: t`Joined`,
            end: true,
            sort: ({ mean }: Row) => mean,
            cell: ({ mean }: Row) => format.short(mean),
          },
        ]
      : []),
  ]
}
