import type { price } from '#contract/diagnosis.ts'
import { table } from '#contract/figures.ts'
import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import type { Format } from '#web/format.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { Facts } from '#web/parts/Facts.tsx'
import { Asked } from '#web/parts/states.tsx'
import { useFormat } from '#web/session.tsx'
import { periodName } from '../figures/words.ts'
import type { Asking } from './Diagnosis.tsx'

type Told = Answer<typeof price>

/** What closed deals say: how many were won, why the others were lost, whether size matters, and who was against it. */
export function Deals({ deals }: { deals: Told['deals'] }) {
  const { closed, won, lossReasons } = deals
  const format = useFormat()
  if (closed === 0)
    return (
      <p className="note">
        <Trans>
          No deals closed in the twelve months up to then. With opportunities imported, loss reasons and win
          rate by size and by competitor stand here.
        </Trans>
      </p>
    )
  const unsaid = lossReasons.length > 0 && !isSaid(lossReasons)
  return (
    <>
      {won && (
        <p>
          {t`Of ${plural(closed, { one: '# deal', other: '# deals' })} closed in the twelve months up to then ${format.percent(won.estimate)} were won (95 %: ${format.percent(won.low)} to ${format.percent(won.high)}).`}{' '}
          {unsaid && t`Why the others were lost nobody wrote down.`}
        </p>
      )}
      {isSaid(lossReasons) && <Reasons of={lossReasons} />}
      <Sizes deals={deals} />
      <Competitors deals={deals} />
    </>
  )
}

/** Which tables of deals stand on the page, to be taken along. */
export function dealTables({ closed, lossReasons, bySize, sizedBy, against }: Told['deals']) {
  return [
    ...(closed > 0 ? [{ name: t`Win rate`, what: 'won' as const }] : []),
    ...(isSaid(lossReasons) ? [{ name: t`Why deals were lost`, what: 'reasons' as const }] : []),
    ...(bySize.length > 0
      ? [
          {
            name: sizedBy === 'list' ? t`Win rate by list value of deal` : t`Win rate by size of deal`,
            what: 'sizes' as const,
          },
        ]
      : []),
    ...(against.length > 0 ? [{ name: t`Win rate by competitor`, what: 'competitors' as const }] : []),
  ]
}

/** One row that says that nobody said why is no table. */
const isSaid = (reasons: Told['deals']['lossReasons']) => reasons.some(({ reason }) => reason !== null)

function Reasons({ of }: { of: Told['deals']['lossReasons'] }) {
  const format = useFormat()
  return (
    <>
      <h3>{t`Why deals were lost`}</h3>
      <DataTable
        name={t`Why deals were lost`}
        rows={of}
        rowKey={row => row.reason ?? ''}
        columns={[
          { key: 'reason', head: t`Loss reason`, cell: row => row.reason ?? t`not said` },
          { key: 'deals', head: t`Deals`, cell: row => format.count(row.deals), end: true },
          {
            key: 'amount',
            head: t`Amount (${format.currency})`,
            cell: row => (row.amount === null ? '–' : format.amount(row.amount)),
            end: true,
          },
        ]}
      />
    </>
  )
}

function Sizes({ deals: { bySize, sizedBy, noSizes } }: { deals: Told['deals'] }) {
  const format = useFormat()
  if (bySize.length === 0)
    return (
      <p className="note">
        {noSizes === 'one_sided'
          ? t`Deals of one outcome hardly ever have an amount, so size cannot be told from what was written down. With amounts on lost deals too, or list prices of their products, the win rate by size stands here.`
          : t`Fewer than twenty closed deals have an amount: too few to speak of size.`}
      </p>
    )
  const byList = sizedBy === 'list'
  return (
    <>
      <h3>{byList ? t`Win rate by list value of deal` : t`Win rate by size of deal`}</h3>
      <DataTable
        name={byList ? t`Win rate by list value of deal` : t`Win rate by size of deal`}
        rows={bySize}
        rowKey={row => String(row.from)}
        columns={[
          {
            key: 'size',
            head: byList ? t`List value` : t`Size`,
            cell: row => `${format.short(row.from)} – ${format.short(row.to)}`,
          },
          ...wonColumns<(typeof bySize)[number]>(format),
        ]}
        caption={
          byList &&
          t`Amounts do not tell size here, for too few deals, or those of one outcome alone, have one: what a deal’s products cost at list stands for it.`
        }
      />
    </>
  )
}

const mostCompetitors = 12

/** Position: against whom deals are won, and against whom lost. */
function Competitors({ deals: { against, noAgainst } }: { deals: Told['deals'] }) {
  const format = useFormat()
  if (noAgainst === 'one_sided')
    return (
      <p className="note">
        <Trans>
          Competitors are named on deals of one outcome alone, so what was won against whom cannot be told.
          Named on won and lost deals alike, the win rate against each stands here.
        </Trans>
      </p>
    )
  if (against.length === 0) return null
  return (
    <>
      <h3>{t`Win rate by competitor`}</h3>
      <DataTable
        name={t`Win rate by competitor`}
        rows={against.slice(0, mostCompetitors)}
        rowKey={row => row.competitor ?? ''}
        columns={[
          { key: 'competitor', head: t`Competitor`, cell: row => row.competitor ?? t`none named` },
          ...wonColumns<(typeof against)[number]>(format),
        ]}
      />
    </>
  )
}

function wonColumns<Row extends { deals: number; won: { estimate: number; low: number; high: number } }>(
  format: Format,
): Column<Row>[] {
  return [
    { key: 'deals', head: t`Deals`, cell: row => format.count(row.deals), end: true },
    { key: 'won', head: t`Won`, cell: row => format.percent(row.won.estimate), end: true },
    {
      key: 'range',
      head: t`95 %`,
      cell: row => `${format.percent(row.won.low)} – ${format.percent(row.won.high)}`,
      end: true,
    },
  ]
}

const besides = ['win_rate', 'days_to_win', 'activities'] as const

/** Win rate and activity of the period itself, beside those of a year before. */
export function BesideIt({ query, period }: { query: Asking; period: Told['period'] }) {
  const format = useFormat()
  const answer = useAnswer(table, { query: { ...query, figures: [...besides] } })
  const names = { win_rate: t`Win rate`, days_to_win: t`Days to a won deal`, activities: t`Activities` }
  return (
    <Asked of={answer}>
      {({ total: { cells } }) => (
        <>
          <h3>{t`In ${periodName(period, format)}`}</h3>
          <Facts
            facts={besides.map(key => {
              const cell = cells[key]
              const write = key === 'win_rate' ? format.percent : format.count
              const told = (value: number | null | undefined) =>
                typeof value === 'number' ? write(value) : '–'
              return {
                word: names[key],
                value: told(cell?.value),
                note: t`${told(cell?.yearBefore)} a year before`,
              }
            })}
          />
        </>
      )}
    </Asked>
  )
}
