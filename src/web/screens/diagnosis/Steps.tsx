import { telling } from '#core/diagnosis/telling.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useFormat } from '#web/session.tsx'
import { Behind } from './Behind.tsx'
import type { Asking } from './Diagnosis.tsx'
import { expectedSentence, quotasSentence } from './expectation-words.ts'
import { Parts } from './Parts.tsx'
import { type Shown, signed, stepWords } from './words.ts'
import './diagnosis.css'

/** Each step opens: what it means, which product lines and accounts it comes from, and to their billing lines. */
export function Steps({ shown, query }: { shown: Shown; query: Asking }) {
  return (
    <ul className="steps" aria-label={t`Steps of the gap`}>
      {shown.steps.map(step => (
        <Step key={step.key} step={step} shown={shown} query={query} />
      ))}
      <Parts shown={shown} />
    </ul>
  )
}

function Step({ step, shown, query }: { step: Shown['steps'][number]; shown: Shown; query: Asking }) {
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const ofDesign = step.key === 'design' || step.key === 'expected_change'
  return (
    <li>
      <details onToggle={event => setOpen(event.currentTarget.open)}>
        <summary>
          <span>{t(stepWords[step.key].name)}</span>
          <span className="number">{signed(step.amount, format)}</span>
        </summary>
        <p className="note">{t(stepWords[step.key].means)}</p>
        {step.byLine.length > 0 && <Lines step={step} shown={shown} />}
        {ofDesign ? (
          <p className="note">
            <Link to="/forecast" search={{ subject: shown.subject.subject }}>
              <Trans>Forecast and its record</Trans>
            </Link>
          </p>
        ) : (
          open && <Behind query={query} step={step.key} />
        )}
      </details>
    </li>
  )
}

/** What the gap is measured from: the expectation, the year before, and how quotas were cut to the period. */
export function Measure({ shown }: { shown: Shown }) {
  const format = useFormat()
  const { expected, reference, against, target } = shown
  const quotas = quotasSentence(shown)
  const unnamed = shown.steps.find(({ key }) => key === 'without_product')?.amount ?? 0
  const outweighs = telling(shown.steps).length < shown.steps.length
  return (
    <>
      {expected && target.is !== 'reference' && <p className="note">{expectedSentence(expected, format)}</p>}
      {reference && against === 'year_before' && (
        <p className="note">
          <Trans>
            A year before, {format.day(reference.range.from)} to {format.day(reference.range.to)},{' '}
            {format.money(reference.billed)} was billed. Steps sum to the gap to the last cent.
          </Trans>
        </p>
      )}
      {against !== 'year_before' && <p className="note">{whichParts(shown)}</p>}
      {outweighs && (
        <p className="note">
          {unnamed > 0
            ? t`${format.short(unnamed)} more than a year before names no product line. With its lines it would stand in the steps by product line, so those that took less than it are not said to weigh.`
            : t`${format.short(-unnamed)} less than a year before names no product line. With its lines it would have stood in the steps by product line, so those that brought less than it are not said to weigh.`}
        </p>
      )}
      {quotas && <p className="note">{quotas}</p>}
    </>
  )
}

/** A plan and a forecast have parts, but not the ingredients that billing has. */
function whichParts({ against, by }: Shown): string {
  if (against === 'plan')
    return t`A plan is taken apart by branches: quotas are set for people, and say nothing of customers, orders, product lines or prices. For these, choose the year before.`
  return by === 'branch'
    ? t`A forecast is taken apart by its parts: branches, and of the company product lines and territories. It says how much each bills, and not to how many customers or at which price. For these, choose the year before.`
    : t`These parts of the forecast hold all that the company bills. The gap is that of those with a quota, so what the house and those without one were to bill, and billed, is taken off: all of it sums to the gap to the last cent.`
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
