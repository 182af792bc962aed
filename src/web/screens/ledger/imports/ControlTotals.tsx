import type { ImportReport } from '#contract/ledger.ts'
import { useFormat } from '#web/session.tsx'

/** What the file said against what the ledger holds, to the last decimal that was read. */
export function ControlTotals({ control }: { control: ImportReport['control'] }) {
  const format = useFormat()
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Total</th>
          <th scope="col" className="end">
            Rows
          </th>
          <th scope="col" className="end">
            As read
          </th>
          <th scope="col" className="end">
            In the ledger
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
