import { refusals, refusalsFile, refusalsWorkbook, type ImportReport } from '#contract/ledger/imports.ts'
import { msg, plural, t } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { usePages } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { Facts } from '#web/parts/Facts.tsx'
import { More } from '#web/parts/More.tsx'
import { Section } from '#web/parts/Page.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { useFormat } from '#web/session.tsx'
import { ControlTotals } from './ControlTotals.tsx'
import type { Batch } from './words.ts'

type Refusal = Answer<typeof refusals>['refusals'][number]

const byWords = {
  seller: msg`their own sellers`,
  owner: msg`the account’s owners`,
  house: msg`the house`,
} as const

/** What an import read, took and refused, and where everything went. */
export function Report({ batch, report }: { batch: Batch; report: ImportReport }) {
  const format = useFormat()
  return (
    <>
      <Facts
        rows={2}
        facts={[
          {
            word: t`Rows read`,
            value: format.count(report.rowsRead),
            note:
              report.documents === null || report.documents === report.rowsRead
                ? null
                : plural(report.documents, { one: '# document', other: '# documents' }),
          },
          { word: t`Taken`, value: format.count(report.rowsTaken) },
          {
            word: t`Refused`,
            value: format.count(report.rowsRefused),
            note: report.rowsRefused > 0 ? t`see below` : null,
          },
          { word: t`Left out by the mapping`, value: format.count(report.rowsLeftOut) },
          { word: batch.dry ? t`Would be new` : t`New`, value: format.count(report.fresh) },
          { word: batch.dry ? t`Would be changed` : t`Changed`, value: format.count(report.changed) },
          { word: t`The same as before`, value: format.count(report.same) },
          { word: batch.dry ? t`Would be taken out` : t`Taken out`, value: format.count(report.removed) },
        ]}
      />
      {report.firstDay && report.lastDay && (
        <p className="note">
          <Trans>
            From {format.day(report.firstDay)} to {format.day(report.lastDay)}.
          </Trans>
        </p>
      )}
      {report.control.length > 0 && (
        <Section
          title={t`Does it agree with the books?`}
          aside={report.rounding ? t`Rounding made a difference of ${report.rounding}` : undefined}
        >
          <ControlTotals control={report.control} />
        </Section>
      )}
      {(report.creditedTo.length > 0 || report.withoutSeller?.lines || report.withoutAccount?.lines) && (
        <Section title={t`Where the credit went`}>
          <table className="table">
            <tbody>
              {report.creditedTo
                .filter(({ lines }) => lines > 0)
                .map(({ by, lines, net }) => (
                  <tr key={by}>
                    <th scope="row">
                      <Trans>to {t(byWords[by])}</Trans>
                    </th>
                    <td className="end">{plural(lines, { one: '# line', other: '# lines' })}</td>
                    <td className="end">{format.money(net)}</td>
                  </tr>
                ))}
            </tbody>
          </table>
          {!!report.withoutSeller?.lines && (
            <p className="note">
              <Trans>
                <Plural value={report.withoutSeller.lines} one="# line" other="# lines" /> without a seller:{' '}
                {format.money(report.withoutSeller.net)}. Those of an account without an owner lie with{' '}
                <Link to="/ledger/unassigned">the house</Link>.
              </Trans>
            </p>
          )}
          {!!report.withoutAccount?.lines && (
            <p className="note">
              <Trans>
                <Plural value={report.withoutAccount.lines} one="# line" other="# lines" /> without an
                account: {format.money(report.withoutAccount.net)}.
              </Trans>
            </p>
          )}
        </Section>
      )}
      {report.notes.length > 0 && (
        <Section title={t`Worth knowing`}>
          <ul>
            {report.notes.map(note => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Section>
      )}
      {report.rowsRefused > 0 && <Refused id={batch.id} />}
    </>
  )
}

const columnsOf = (): readonly Column<Refusal>[] => [
  { key: 'line', head: t`Line`, cell: row => row.line, sort: row => row.line },
  { key: 'column', head: t`Column`, cell: row => row.column, sort: row => row.column },
  {
    key: 'value',
    head: t`What stood there`,
    cell: row =>
      row.value || (
        <span className="quiet">
          <Trans>nothing</Trans>
        </span>
      ),
  },
  { key: 'reason', head: t`What is wanted`, wide: true, cell: row => row.reason },
]

function Refused({ id }: { id: string }) {
  const columns = useMemo(columnsOf, [])
  const pages = usePages(refusals, { params: { id }, query: { limit: 50 } })
  const rows = pages.data?.pages.flatMap(page => page.refusals) ?? []
  return (
    <Section
      title={t`Refused rows`}
      aside={<TakeAlong files={[refusalsFile, refusalsWorkbook]} ask={{ params: { id } }} small />}
    >
      <DataTable
        name={t`Refused rows`}
        rows={rows}
        columns={columns}
        rowKey={row => `${row.line} ${row.column}`}
        foot={<More pages={pages} label={t`More refused rows`} />}
      />
    </Section>
  )
}
