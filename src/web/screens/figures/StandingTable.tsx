import type { FigurePeriod, Standing } from '#contract/figures.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { type Column, DataTable, type Order } from '#web/parts/DataTable.tsx'
import { Sign } from '#web/parts/Sign.tsx'
import { useFormat } from '#web/session.tsx'
import type { Format } from '#web/format.ts'
import { type Narrowing, NumberButton } from './NumberDrawer.tsx'
import { State } from './State.tsx'
import { marksOf, nameOf, scaleOf, signLabel } from './words.ts'

/** People or branches on one scale, the whole first. Names lead a level down, numbers open. */
export function StandingTable(of: {
  name: string
  period: FigurePeriod
  whole?: Standing | undefined
  parts: readonly Standing[]
  search: { period?: string; code?: string }
  order?: Order
}) {
  const format = useFormat()
  const { period, whole, parts, search } = of
  const scale = scaleOf(parts.length > 0 ? parts : whole ? [whole] : [])
  const columns = useMemo(() => columnsOf({ format, period, scale, search }), [format, period, scale, search])
  return (
    <DataTable
      name={of.name}
      rows={parts}
      first={whole}
      columns={columns}
      {...(of.order && { order: of.order })}
      rowKey={standing => standing.subject || standing.name}
      rowClass={standing => (standing.hidden ? 'hidden-person' : undefined)}
      caption={
        whole
          ? t`Amounts in ${format.currency}. The whole has no bar here: its scale would flatten the others.`
          : t`Amounts in ${format.currency}.`
      }
    />
  )
}

function columnsOf(of: {
  format: Format
  period: FigurePeriod
  scale: number
  search: { period?: string; code?: string }
}): Column<Standing>[] {
  const { format, period, scale, search } = of
  const opens = (standing: Standing, figure: string, text: string) =>
    standing.hidden ? (
      text
    ) : (
      <NumberButton
        of={{
          figure,
          subject: standing.subject,
          name: nameOf(standing),
          period,
          narrowing: nothing,
          shown: text,
        }}
      />
    )
  const amount = (value: number | null) => (value === null ? '–' : format.amount(value))
  return [
    {
      key: 'name',
      head: t`Who`,
      sort: s => s.name,
      cell: s =>
        s.hidden || !s.subject || s.isHouse ? (
          nameOf(s)
        ) : (
          <Link to="/figures" search={{ ...search, subject: s.subject }}>
            {nameOf(s)}
          </Link>
        ),
    },
    {
      key: 'sign',
      head: t`Where they stand`,
      width: '30%',
      wide: true,
      // the whole is larger than all its parts: on their scale it would only be clipped
      cell: s =>
        fits(s, scale) ? <Sign marks={marksOf(s)} scale={scale} label={signLabel(s, format)} /> : null,
    },
    {
      key: 'billed',
      head: t`Billed`,
      end: true,
      sort: s => s.billed,
      cell: s => opens(s, 'billed_revenue', format.amount(s.billed)),
    },
    {
      key: 'quota',
      head: t`Quota`,
      end: true,
      sort: s => s.quota,
      cell: s => (s.quota === null ? '–' : opens(s, 'quota', format.amount(s.quota))),
    },
    {
      key: 'attainment',
      head: t`Attained`,
      end: true,
      sort: s => s.attainment.value,
      cell: s =>
        s.attainment.value === null ? '–' : opens(s, 'attainment', format.percent(s.attainment.value)),
    },
    {
      key: 'gap',
      head: t`Gap`,
      end: true,
      sort: s => s.gap,
      cell: s =>
        s.gap === null ? (
          '–'
        ) : s.gap <= 0 ? (
          <span className="good">
            <Trans>passed</Trans>
          </span>
        ) : (
          opens(s, 'gap', amount(s.gap))
        ),
    },
    {
      key: 'should',
      head: t`By today`,
      lesser: true,
      end: true,
      sort: s => s.shouldBe?.amount ?? null,
      cell: s => amount(s.shouldBe?.amount ?? null),
    },
    { key: 'state', head: t`State`, sort: s => s.state, cell: s => <State state={s.state} /> },
    {
      key: 'year',
      head: t`On a year before`,
      lesser: true,
      end: true,
      sort: s => (s.yearBefore ? s.billed / s.yearBefore : null),
      cell: s => format.change(s.billed, s.yearBefore) ?? '–',
    },
  ]
}

const nothing: Narrowing = {}
const fits = (s: Standing, scale: number) => s.billed <= scale && (s.quota ?? 0) <= scale
