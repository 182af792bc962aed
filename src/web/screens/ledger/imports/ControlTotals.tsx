import { Trans } from '@lingui/react/macro'
import type { ImportReport } from '#contract/ledger/imports.ts'
import { useFormat } from '#web/session.tsx'

/** What the file said against what the ledger holds, to the last decimal that was read. */
export function ControlTotals({ control }: { control: ImportReport['control'] }) {
  const format = useFormat()
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">
            <Trans>Total</Trans>
          </th>
          <th scope="col" className="end">
            <Trans>Rows</Trans>
          </th>
          <th scope="col" className="end">
            <Trans>As read</Trans>
          </th>
          <th scope="col" className="end">
            <Trans>In the ledger</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {control.map(({ name, read, rounded, currency, rows }) => (
          <tr key={`${name} ${currency}`}>
            <th scope="row">{name}</th>
            <td className="end">{format.count(rows)}</td>
            <td className="end">
              {format.exactText(read)} {currency}
            </td>
            <td className="end">
              {format.exactText(rounded)} {currency}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
