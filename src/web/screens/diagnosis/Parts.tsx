import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useFormat } from '#web/session.tsx'
import { partName, type Shown, signed } from './words.ts'

type Part = Shown['parts'][number]

/** The parts of a plan or forecast: what was expected of each and what it billed, and where that leads to. */
export function Parts({ shown }: { shown: Shown }) {
  const format = useFormat()
  return shown.parts.map(part => (
    <li key={part.subject ?? part.takenOff ?? part.name}>
      <details>
        <summary>
          <span>{partName(part, shown.by)}</span>
          <span className="number">{signed(part.amount, format)}</span>
        </summary>
        <p className="note">
          <PartSentence part={part} against={shown.against} /> <Further part={part} shown={shown} />
        </p>
      </details>
    </li>
  ))
}

function PartSentence({ part, against }: { part: Part; against: Shown['against'] }) {
  const format = useFormat()
  // what is taken off has its signs turned; here it is told as it was
  const [billed, expected] = part.takenOff
    ? [format.money(-part.billed), format.money(-part.reference)]
    : [format.money(part.billed), format.money(part.reference)]
  switch (part.takenOff) {
    case 'house':
      return t`What nobody sold: ${billed} billed of ${expected} that the forecast expected. It is in the parts above and in nobody’s gap, so it is taken off.`
    case 'without_quota':
      return t`Of people without a quota, and of days without one: ${billed} billed of ${expected} that the forecast expected. It is in the parts above and not in this gap, so it is taken off.`
    case null:
      return against === 'plan'
        ? t`${billed} billed of ${expected} that the quotas ask.`
        : t`${billed} billed of ${expected} that the forecast expected.`
  }
}

/** A branch leads to its own gap, other parts to their billing lines. */
function Further({ part, shown }: { part: Part; shown: Shown }) {
  const { subject, lines, takenOff } = part
  if (subject)
    return (
      <Link
        to="/diagnosis"
        search={before => ({ ...before, subject, against: undefined, by: undefined })}
      >{t`Why? ${partName(part, shown.by)}`}</Link>
    )
  if (takenOff === 'house')
    return (
      <Link to="/ledger/unassigned">
        <Trans>What nobody sold</Trans>
      </Link>
    )
  if (!lines) return null
  const days = { from: shown.period.from, to: shown.period.until }
  return (
    <Link
      to="/ledger"
      search={{ subject: shown.subject.subject, ...days, ...lines }}
    >{t`Billing lines: ${partName(part, shown.by)}`}</Link>
  )
}
