import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Format } from '#web/format.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { Section } from '#web/parts/Page.tsx'
import { Sign } from '#web/parts/Sign.tsx'
import { nameOf } from '#web/screens/figures/words.ts'
import { useFormat } from '#web/session.tsx'
import type { DealForecast } from './OpenDeals.tsx'

type Month = DealForecast['months'][number]

/** Month by month: what open deals bring, solid; with those not yet seen, paler; the range of both on its whisker. */
export function DealMonths({ shown }: { shown: DealForecast }) {
  const format = useFormat()
  const { months } = shown
  const { subject } = shown.subject
  const name = nameOf(shown.subject)
  const columns = useMemo(() => columnsOf({ months, subject, format }), [months, subject, format])
  return (
    <Section
      title={t`Month by month`}
      aside={t`solid: open deals; paler: those not yet seen; whisker: four of five`}
    >
      <DataTable
        name={t`What deals may bring ${name}, by month`}
        rows={months}
        columns={columns}
        rowKey={({ code }) => code}
      />
    </Section>
  )
}

function columnsOf(of: { months: readonly Month[]; subject: string; format: Format }): Column<Month>[] {
  const { format, subject } = of
  const scale = Math.max(...of.months.map(({ high80 }) => high80), 1)
  return [
    {
      key: 'month',
      head: t`Month`,
      wide: true,
      sort: ({ to }) => to,
      cell: ({ code, to }) => (
        <Link to="/forecast/deals" search={{ subject, month: code }} resetScroll={false}>
          {format.monthOf(to)}
        </Link>
      ),
    },
    {
      key: 'drawn',
      head: t`Drawn`,
      wide: true,
      width: '30%',
      cell: month => (
        <Sign
          scale={scale}
          label={`${format.short(month.mean)}, ${format.short(month.low80)} – ${format.short(month.high80)}`}
          marks={{
            actual: month.open,
            beyond: month.mean,
            forecast: { at: month.mean, low: month.low80, high: month.high80 },
          }}
        />
      ),
    },
    {
      key: 'mean',
      head: t`Both`,
      end: true,
      sort: ({ mean }) => mean,
      cell: ({ mean }) => format.short(mean),
    },
    {
      key: 'open',
      head: t`Open deals`,
      end: true,
      sort: ({ open }) => open,
      cell: ({ open }) => format.short(open),
    },
    {
      key: 'unseen',
      head: t`Not yet seen`,
      end: true,
      sort: ({ notYetSeen }) => notYetSeen,
      cell: ({ notYetSeen }) => format.short(notYetSeen),
    },
    {
      key: 'range',
      head: t`Four of five`,
      end: true,
      cell: ({ low80, high80 }) => `${format.short(low80)} – ${format.short(high80)}`,
    },
  ]
}
