import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMemo } from 'react'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { useFormat } from '#web/session.tsx'
import { type Lives, shareWords, stateMeanings, states, stateWords } from './words.ts'

type Row = { key: string; name: string; to: string; counts: (number | null)[]; share: string; behind: string }

/** States by period, and under them the moves; each number of the last column opens to its accounts. */
export function LifeTable({ lives, open }: { lives: Lives; open: (behind: string) => void }) {
  const format = useFormat()
  const { periods, moves, sum } = lives
  const opening = useMemo(
    () => (count: number, behind: string, name: string) =>
      sum || count === 0 ? (
        format.count(count)
      ) : (
        <button
          type="button"
          className="open-number"
          aria-label={t`${format.count(count)}: ${name}`}
          onClick={() => open(behind)}
        >
          {format.count(count)}
        </button>
      ),
    [sum, format, open],
  )
  const rows: Row[] = states.map(state => ({
    key: state,
    name: t(stateWords[state]),
    to: t(stateMeanings[state]),
    counts: periods.map(({ counts, lostTold }) =>
      !lostTold && (state === 'lost' || state === 'left') ? null : (counts[state] ?? 0),
    ),
    share: '',
    behind: state,
  }))
  const columns: Column<Row>[] = [
    {
      key: 'state',
      head: t`At the end of`,
      cell: row => (
        <>
          {row.name} <span className="note">{row.to}</span>
        </>
      ),
      wide: true,
    },
    ...periods.map(({ code }, at): Column<Row> => ({
      key: code,
      head: code,
      end: true,
      cell: row => {
        const count = row.counts[at]
        if (count === null || count === undefined) return '–'
        return at === periods.length - 1 ? opening(count, row.behind, row.name) : format.count(count)
      },
      lesser: at < periods.length - 2,
    })),
  ]
  const moved: Row[] = moves.map(({ from, to, times, share }) => ({
    key: `${from ?? 'none'}.${to}`,
    name: from ? t(stateWords[from]) : t`No account before`,
    to: t(stateWords[to]),
    counts: [times],
    share: share ? shareWords(share, format) : '',
    behind: `${from ?? 'none'}.${to}`,
  }))
  return (
    <>
      <DataTable name={t`Accounts by state`} rows={rows} rowKey={row => row.key} columns={columns} />
      {moved.length > 0 && (
        <details>
          <summary>
            <Trans>Every move, with its share</Trans>
          </summary>
          <DataTable
            name={t`Moves of accounts`}
            rows={moved}
            rowKey={row => row.key}
            columns={[
              { key: 'from', head: t`From`, cell: row => row.name },
              { key: 'to', head: t`To`, cell: row => row.to },
              {
                key: 'times',
                head: t`Times`,
                end: true,
                cell: row => opening(row.counts[0]!, row.behind, `${row.name} – ${row.to}`),
              },
              { key: 'share', head: t`Of all that were there`, end: true, cell: row => row.share },
            ]}
          />
        </details>
      )}
    </>
  )
}
