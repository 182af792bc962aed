import { behind, behindFile, behindWorkbook } from '#contract/diagnosis/gap.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useAnswer } from '#web/asking.ts'
import { Asked } from '#web/parts/states.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { useFormat } from '#web/session.tsx'
import type { Asking } from './Diagnosis.tsx'
import type { StepKey } from './words.ts'
import { TableFrame } from '#web/parts/TableFrame.tsx'

/** The accounts that a step comes from, or its large orders; asked for when the step is opened. */
export function Behind({ query, step }: { query: Asking; step: StepKey }) {
  const format = useFormat()
  const ask = { query: { ...query, step } }
  const answer = useAnswer(behind, ask)
  const orders = step === 'large_orders'
  return (
    <Asked of={answer}>
      {({ rows, others }) =>
        rows.length === 0 ? null : (
          <>
            <TableFrame name={orders ? t`Orders behind this` : t`Accounts behind this`}>
              <table className="table" aria-label={orders ? t`Orders behind this` : t`Accounts behind this`}>
                <thead>
                  <tr>
                    <th scope="col">
                      <Trans>Account</Trans>
                    </th>
                    {orders && (
                      <th scope="col">
                        <Trans>Invoice</Trans>
                      </th>
                    )}
                    <th scope="col" className="end">
                      <Trans>A year before</Trans>
                    </th>
                    <th scope="col" className="end">{t`Now (${format.currency})`}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map(row => (
                    <tr key={`${row.account ?? row.name} ${row.invoice ?? ''}`}>
                      <th scope="row">
                        {row.account ? (
                          <Link to="/accounts/$id" params={{ id: row.account }}>
                            {row.name}
                          </Link>
                        ) : (
                          row.name
                        )}
                      </th>
                      {orders && <td>{row.invoice}</td>}
                      <td className="end">{format.amount(row.then)}</td>
                      <td className="end">{format.amount(row.now)}</td>
                    </tr>
                  ))}
                  {others && (
                    <tr>
                      <th scope="row">{t`${others.count} others`}</th>
                      {orders && <td />}
                      <td className="end">{format.amount(others.then)}</td>
                      <td className="end">{format.amount(others.now)}</td>
                    </tr>
                  )}
                </tbody>
              </table>
            </TableFrame>
            <TakeAlong small files={[behindFile, behindWorkbook]} ask={ask} />
          </>
        )
      }
    </Asked>
  )
}
