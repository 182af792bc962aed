import { t } from '@lingui/core/macro'
import type { ReactNode } from 'react'
import { addDays, daysBetween, type Day } from '#core/calendar/index.ts'
import { useFormat, useMe } from '#web/session.tsx'
import './spans.css'

/** `from` null: always; `to` null: until further notice. */
export type SpanShown = {
  key: string
  label: ReactNode
  from: string | null
  to: string | null
  note?: ReactNode
}

/** What held from when to when, as a thin line of time for each. */
export function Spans({ spans }: { spans: readonly SpanShown[] }) {
  const format = useFormat()
  const { organisation } = useMe()
  const ends = spans.flatMap(({ from, to }) => [from, to]).filter(day => day !== null)
  const earliest = [...ends, organisation.today].toSorted()[0]! as Day
  const last = [...ends, organisation.today].toSorted().at(-1)! as Day
  // what held always begins a little before the first day that is known
  const lead = spans.some(({ from }) => from === null) ? Math.ceil(0.08 * daysBetween(earliest, last)) + 1 : 0
  const first = addDays(earliest, -lead)
  const length = Math.max(1, daysBetween(first, last))
  const at = (day: string) => (100 * daysBetween(first, day as Day)) / length
  return (
    <ul className="spans">
      {spans.map(({ key, label, from, to, note }) => {
        const [start, end] = [from ? at(from) : 0, to ? at(to) : 100]
        return (
          <li key={key}>
            <span className="span-label">{label}</span>
            <span className="span-line" aria-hidden="true">
              <span
                style={{ insetInlineStart: `${start}%`, width: `${Math.max(0.5, end - start)}%` }}
                data-open={to === null || undefined}
              />
            </span>
            <span className="span-days">
              {from ? format.day(from) : t`always`} – {to ? format.day(to) : t`further notice`}
              {note && <span className="span-note">{note}</span>}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
