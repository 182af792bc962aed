import { refusals, refusalsFile, type ImportReport } from '#contract/ledger.ts'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { usePages } from '#web/asking.ts'
import { type Answer, save } from '#web/client.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { Facts } from '#web/parts/Facts.tsx'
import { Section } from '#web/parts/Page.tsx'
import { told } from '#web/parts/told.ts'
import { useFormat } from '#web/session.tsx'
import { ControlTotals } from './ControlTotals.tsx'
import { type Batch, counted } from './words.ts'

type Refusal = Answer<typeof refusals>['refusals'][number]

const byWords = { seller: 'their own sellers', owner: 'the account’s owners', house: 'the house' } as const

/** What an import read, took and refused, and where everything went. */
export function Report({ batch, report }: { batch: Batch; report: ImportReport }) {
  const format = useFormat()
  const would = (word: string) => (batch.dry ? `Would be ${word.toLowerCase()}` : word)
  return (
    <>
      <Facts
        rows={2}
        facts={[
          {
            word: 'Rows read',
            value: format.count(report.rowsRead),
            note:
              report.documents === null || report.documents === report.rowsRead
                ? null
                : counted(report.documents, 'document', format),
          },
          { word: 'Taken', value: format.count(report.rowsTaken) },
          {
            word: 'Refused',
            value: format.count(report.rowsRefused),
            note: report.rowsRefused > 0 ? 'see below' : null,
          },
          { word: 'Left out by the mapping', value: format.count(report.rowsLeftOut) },
          { word: would('New'), value: format.count(report.fresh) },
          { word: would('Changed'), value: format.count(report.changed) },
          { word: 'The same as before', value: format.count(report.same) },
          { word: would('Taken out'), value: format.count(report.removed) },
        ]}
      />
      {report.firstDay && report.lastDay && (
        <p className="note">
          From {format.day(report.firstDay)} to {format.day(report.lastDay)}.
        </p>
      )}
      {report.control.length > 0 && (
        <Section
          title="Does it agree with the books?"
          aside={report.rounding ? `Rounding made a difference of ${report.rounding}` : undefined}
        >
          <ControlTotals control={report.control} />
        </Section>
      )}
      {(report.creditedTo.length > 0 || report.withoutSeller?.lines || report.withoutAccount?.lines) && (
        <Section title="Where the credit went">
          <table className="table">
            <tbody>
              {report.creditedTo
                .filter(({ lines }) => lines > 0)
                .map(({ by, lines, net }) => (
                  <tr key={by}>
                    <th scope="row">to {byWords[by]}</th>
                    <td className="end">{counted(lines, 'line', format)}</td>
                    <td className="end">{format.money(net)}</td>
                  </tr>
                ))}
            </tbody>
          </table>
          {!!report.withoutSeller?.lines && (
            <p className="note">
              {counted(report.withoutSeller.lines, 'line', format)} without a seller:{' '}
              {format.money(report.withoutSeller.net)}. Those of an account without an owner lie with{' '}
              <Link to="/ledger/unassigned">the house</Link>.
            </p>
          )}
          {!!report.withoutAccount?.lines && (
            <p className="note">
              {counted(report.withoutAccount.lines, 'line', format)} without an account:{' '}
              {format.money(report.withoutAccount.net)}.
            </p>
          )}
        </Section>
      )}
      {report.notes.length > 0 && (
        <Section title="Worth knowing">
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

const columns: readonly Column<Refusal>[] = [
  { key: 'line', head: 'Line', cell: row => row.line, sort: row => row.line },
  { key: 'column', head: 'Column', cell: row => row.column, sort: row => row.column },
  {
    key: 'value',
    head: 'What stood there',
    cell: row => row.value || <span className="quiet">nothing</span>,
  },
  { key: 'reason', head: 'What is wanted', wide: true, cell: row => row.reason },
]

function Refused({ id }: { id: string }) {
  const pages = usePages(refusals, { params: { id }, query: { limit: 50 } })
  const rows = pages.data?.pages.flatMap(page => page.refusals) ?? []
  return (
    <Section
      title="Refused rows"
      aside={
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => told(save(refusalsFile, { params: { id } }))}
        >
          Download as CSV
        </Button>
      }
    >
      <DataTable
        name="Refused rows"
        rows={rows}
        columns={columns}
        rowKey={row => `${row.line} ${row.column}`}
        foot={
          pages.hasNextPage && (
            <Button
              variant="default"
              size="xs"
              loading={pages.isFetchingNextPage}
              onClick={() => void pages.fetchNextPage()}
            >
              More refused rows
            </Button>
          )
        }
      />
    </Section>
  )
}
