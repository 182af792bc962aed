import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Format } from '#web/format.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { Section } from '#web/parts/Page.tsx'
import { useFormat } from '#web/session.tsx'
import type { Published } from '../words.ts'

type Deals = NonNullable<Published['deals']>
type Row = Deals['parts'][number] & { code: string; to: string; mean: number }

/** Repeat billing, open deals and business not yet seen: joined, or apart with the reason. */
export function Joined({ forecast, name }: { forecast: Published; name: string }) {
  const format = useFormat()
  const { deals, months } = forecast
  const columns = useMemo(() => columnsOf(format, deals), [format, deals])
  if (!deals || deals.parts.length === 0) return null
  const rows = deals.parts.map((part, at) => {
    const { code, to, mean } = months[at]!
    return { ...part, code, to, mean }
  })
  return (
    <Section title={t`Repeat billing, open deals, business not yet seen`}>
      <p>{nearSentence(deals.near, format)}</p>
      {deals.near.joined && <p>{farSentence(deals.far, format)}</p>}
      <DataTable
        name={t`What ${name}’s months are made of`}
        rows={rows}
        columns={columns}
        rowKey={({ code }) => code}
        caption={
          deals.near.joined
            ? t`Each part as it would be alone. Weights below one keep billing that comes from won deals from being counted twice.`
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

function nearSentence(near: Deals['near'], format: Format): string {
  const { series, open, notYetSeen } = near.weights
  if (near.joined)
    return t`The three are one forecast in the next three months: repeat billing counts ${format.percent(series)}, open deals ${format.percent(open)}, business not yet seen ${format.percent(notYetSeen)}. Tried at ${near.scored} past month ends with weights learnt before each, that would have taken ${format.percent(1 - (near.ratio ?? 1))} off the squared error of billing alone.`
  if (near.why === 'too_few_cuts')
    return t`They stand apart, and the forecast is of billing alone: ${plural(near.scored, { one: '# month end', other: '# month ends' })} on record could be tried so far, ${near.needed} are needed. A forecast published at each month end, or for past ones, adds to them.`
  return t`They stand apart, and the forecast is of billing alone: tried at ${near.scored} past month ends, deals did not surely foretell more than billing does by itself.`
}

function farSentence({ joined, weights, why }: Deals['far'], { decimal }: Format): string {
  if (joined)
    return t`Months further off have weights of their own, ${decimal(weights.series)}, ${decimal(weights.open)} and ${decimal(weights.notYetSeen)}.`
  return why === 'too_few_cuts'
    ? t`Months further off are of billing alone: too few of them are over to have earned weights.`
    : t`Months further off are of billing alone: there deals did not surely foretell more.`
}

function columnsOf(format: Format, deals: Published['deals']): Column<Row>[] {
  const number = (key: 'series' | 'open' | 'notYetSeen' | 'mean', head: string): Column<Row> => ({
    key,
    head,
    end: true,
    sort: row => row[key],
    cell: row => format.short(row[key]),
  })
  return [
    { key: 'month', head: t`Month`, wide: true, sort: ({ to }) => to, cell: ({ to }) => format.monthOf(to) },
    number('series', t`Repeat billing`),
    number('open', t`Open deals`),
    number('notYetSeen', t`Not yet seen`),
    number('mean', deals?.near.joined ? t`Joined` : t`Forecast`),
  ]
}
