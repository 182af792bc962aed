import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useFormat } from '#web/session.tsx'
import { type Shown, signed, stepWords } from './words.ts'
import './diagnosis.css'

/** Each step opens: what it means, which product lines it comes from, and to their billing lines. */
export function Steps({ shown }: { shown: Shown }) {
  const format = useFormat()
  const { expected, reference, target } = shown
  return (
    <>
      <ul className="steps" aria-label={t`Steps of the gap`}>
        {shown.steps.map(step => (
          <li key={step.key}>
            <details>
              <summary>
                <span>{t(stepWords[step.key].name)}</span>
                <span className="number">{signed(step.amount, format)}</span>
              </summary>
              <p className="note">{t(stepWords[step.key].means)}</p>
              {step.byLine.length > 0 && <Lines step={step} shown={shown} />}
            </details>
          </li>
        ))}
      </ul>
      {reference && (
        <p className="note">
          <Trans>
            A year before, {format.day(reference.range.from)} to {format.day(reference.range.to)},{' '}
            {format.money(reference.billed)} was billed. Steps sum to the gap to the last cent.
          </Trans>{' '}
          {expected &&
            (target.amount > expected.high
              ? t`By how billing grew before, ${format.short(expected.low)} to ${format.short(expected.high)} could be expected (80 %): the target asked more.`
              : t`By how billing grew before, ${format.short(expected.low)} to ${format.short(expected.high)} could be expected (80 %).`)}
        </p>
      )}
    </>
  )
}

function Lines({ step, shown }: { step: Shown['steps'][number]; shown: Shown }) {
  const format = useFormat()
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">
            <Trans>Product line</Trans>
          </th>
          <th scope="col" className="end">
            {format.currency}
          </th>
        </tr>
      </thead>
      <tbody>
        {step.byLine.map(({ productLine, amount }) => (
          <tr key={productLine}>
            <th scope="row">
              <Link
                to="/ledger"
                search={{
                  subject: shown.subject.subject,
                  from: shown.period.from,
                  to: shown.period.until,
                  productLine,
                }}
              >
                {productLine}
              </Link>
            </th>
            <td className="end">{format.exact(amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
