import { msg, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { useFormat } from '#web/session.tsx'
import { keptSentence, type Lives, shareWords, waitWords } from './words.ts'

type Kept = Lives['keeping'][number]
const sizeWords = {
  all: msg`All`,
  large: msg`Largest third`,
  middle: msg`Middle third`,
  small: msg`Smallest third`,
} as const

/** What it takes to keep an account buying: how many stay, how long they wait, what was done for them. */
export function Keeping({ lives }: { lives: Lives }) {
  const format = useFormat()
  const { keeping, years } = lives
  if (keeping.length === 0 || !years) return null
  const whole = keeping[0]!
  return (
    <section className="section" aria-label={t`What it takes to keep one buying`}>
      <h3>
        <Trans>What it takes to keep one buying</Trans>
      </h3>
      <p>
        {keptSentence(lives, format)} {t`From an order to the next: ${waitWords(whole.wait, format)}.`}
      </p>
      <DataTable
        name={t`What it takes to keep one buying`}
        rows={keeping}
        rowKey={row => row.size}
        columns={columnsOf(whole.effort !== null, format)}
        caption={t`By size of billing in the year before last, so that having been lost makes no account small; accounts of one size stand in one third. Each account gives one wait: its first of the last two years.`}
      />
      {whole.effort ? <Kinds whole={whole} /> : <Nothing />}
      <ByPeriod lives={lives} />
    </section>
  )
}

/** Which of these tables stand on the page, to be taken along. */
export function keepingTables(lives: Lives) {
  const [whole] = lives.keeping
  if (!whole || !lives.years) return []
  return [
    { name: t`What it takes to keep one buying`, what: 'keeping' as const },
    ...(whole.effort ? [{ name: t`Activities by kind`, what: 'activities' as const }] : []),
    ...(activityByPeriod(lives).length > 0
      ? [{ name: t`Activities by period`, what: 'periods' as const }]
      : []),
  ]
}

function columnsOf(withEffort: boolean, format: ReturnType<typeof useFormat>): Column<Kept>[] {
  const a = (value: number | undefined) => (value === undefined ? '–' : format.decimal(value))
  return [
    { key: 'size', head: t`Accounts by size`, cell: row => t(sizeWords[row.size]), wide: true },
    { key: 'accounts', head: t`Accounts`, cell: row => format.count(row.accounts), end: true },
    { key: 'kept', head: t`Still buying`, cell: row => shareWords(row.kept, format), end: true },
    { key: 'wait', head: t`From order to order`, cell: row => waitWords(row.wait, format), end: true },
    ...(withEffort
      ? [
          {
            key: 'on-kept',
            head: t`Activities a year on one kept`,
            cell: (row: Kept) => a(row.effort?.kept.before),
            end: true,
          },
          {
            key: 'on-lost',
            head: t`on one lost, before`,
            cell: (row: Kept) => a(row.effort?.lost.before),
            end: true,
          },
        ]
      : []),
  ]
}

/** By kind, in the year in which all of them bought and in the year since. */
function Kinds({ whole }: { whole: Kept }) {
  const format = useFormat()
  const { kept, lost } = whole.effort!
  const names = [...new Set([...kept.kinds, ...lost.kinds].map(({ kind }) => kind))]
  const of = (side: typeof kept, kind: string, when: 'before' | 'since') =>
    format.decimal(side.kinds.find(one => one.kind === kind)?.[when] ?? 0)
  return (
    <>
      <DataTable
        name={t`Activities by kind`}
        rows={names.map(kind => ({ kind }))}
        rowKey={row => row.kind}
        columns={[
          { key: 'kind', head: t`A year on one account`, cell: row => row.kind, wide: true },
          { key: 'kb', head: t`Kept, year before`, cell: row => of(kept, row.kind, 'before'), end: true },
          { key: 'ks', head: t`Kept, since`, cell: row => of(kept, row.kind, 'since'), end: true },
          { key: 'lb', head: t`Lost, year before`, cell: row => of(lost, row.kind, 'before'), end: true },
          { key: 'ls', head: t`Lost, since`, cell: row => of(lost, row.kind, 'since'), end: true },
        ]}
      />
      <p className="note">
        {kept.touched &&
          lost.touched &&
          t`Touched at all in these two years: ${shareWords(kept.touched, format)} of those kept, ${shareWords(lost.touched, format)} of those lost.`}{' '}
        <Trans>
          What went together, not what caused what: a customer who buys is called on more often, too. Counted
          are activities of the people asked for, on the account or on a deal of it.
        </Trans>
      </p>
    </>
  )
}

function Nothing() {
  return (
    <p className="note">
      <Trans>
        No activities on accounts were imported, or not for you: what was done to keep them cannot be told,
        only what billing tells. Activities come in with a file from your CRM or calendar.
      </Trans>
    </p>
  )
}

function ByPeriod({ lives }: { lives: Lives }) {
  const format = useFormat()
  const told = activityByPeriod(lives).map(({ code, onOne }) => `${code} ${format.decimal(onOne)}`)
  if (told.length === 0) return null
  return <p className="note">{t`Activities on one active account, period by period: ${told.join(' · ')}.`}</p>
}

const activityByPeriod = ({ periods }: Lives) =>
  periods.flatMap(({ code, active, activities }) =>
    activities === null || active === 0 ? [] : [{ code, onOne: activities / active }],
  )
