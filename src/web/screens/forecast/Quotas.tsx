import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Format } from '#web/format.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { Section } from '#web/parts/Page.tsx'
import { useFormat } from '#web/session.tsx'
import { oddsOf, type Quota } from './quota-words.ts'
import type { Published } from './words.ts'

/** Will the quotas be made? By how much, how surely, and from there to why. */
export function Quotas({ forecast, subject }: { forecast: Published; subject: string }) {
  const format = useFormat()
  const columns = useMemo(() => columnsOf(format, subject), [format, subject])
  const { quotas } = forecast
  if (quotas.length === 0) return null
  const unknown = Math.max(...quotas.map(one => one.unknown))
  return (
    <Section title={t`Will the quota be made?`}>
      <DataTable
        name={t`Quotas and what will be billed against them`}
        rows={quotas}
        columns={columns}
        rowKey={({ period }) => period.code}
      />
      <p className="note">
        <Trans>
          Counted is the billing of those who carry a quota: what they billed in the months that are over, and
          what the forecast expects of the same people in the others. Ranges hold four outcomes of five.
        </Trans>{' '}
        {quotas.some(({ added }) => added) &&
          t`Where it takes several of the forecast’s places, their ranges are added, which is rather too wide.`}{' '}
        {unknown > 0 &&
          plural(unknown, {
            one: 'The forecast does not know # person with a quota yet.',
            other: 'The forecast does not know # people with a quota yet.',
          })}
      </p>
    </Section>
  )
}

function columnsOf(format: Format, subject: string): Column<Quota>[] {
  return [
    {
      key: 'period',
      head: t`Period`,
      wide: true,
      cell: ({ period }) => (
        <Link to="/figures" search={{ subject, period: period.kind, code: period.code }}>
          {period.code}
        </Link>
      ),
    },
    { key: 'quota', head: t`Quota`, end: true, cell: ({ quota }) => format.short(quota) },
    {
      key: 'billed',
      head: t`Billed in months over`,
      end: true,
      lesser: true,
      cell: ({ billed }) => format.short(billed),
    },
    {
      key: 'expected',
      head: t`Will be billed`,
      end: true,
      cell: ({ expected: { mean, low80, high80 } }) => (
        <>
          {format.short(mean)}
          {format.short(low80) !== format.short(high80) && (
            <div className="note">
              {format.short(low80)} – {format.short(high80)}
            </div>
          )}
        </>
      ),
    },
    {
      key: 'gap',
      head: t`Short or over`,
      end: true,
      cell: ({ gap }) => (gap < 0 ? t`${format.short(-gap)} short` : t`${format.short(gap)} over`),
    },
    { key: 'odds', head: t`That it is made`, end: true, cell: one => oddsOf(one, format) },
    {
      key: 'why',
      head: t`Why`,
      end: true,
      cell: ({ period, gap }) => (
        <Link to="/diagnosis" search={{ subject, period: period.kind, code: period.code }}>
          {gap < 0 ? t`Why short?` : t`Why ahead?`}
        </Link>
      ),
    },
  ]
}
