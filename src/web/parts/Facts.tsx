import type { ReactNode } from 'react'
import './facts.css'

/** Short facts in one row, each number over its word. */
export function Facts(of: {
  facts: readonly { word: string; value: ReactNode; note?: ReactNode }[]
  /** Two even rows where one would leave a widow. */
  rows?: 2
}) {
  const { facts } = of
  return (
    <dl className="facts" data-rows={of.rows}>
      {facts.map(({ word, value, note }) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd className="number">{value}</dd>
          {note && <dd className="fact-note">{note}</dd>}
        </div>
      ))}
    </dl>
  )
}

/** Words and what they mean, one under the other. */
export function Details({ details }: { details: readonly (readonly [string, ReactNode] | null)[] }) {
  return (
    <dl className="details">
      {details.map(
        detail =>
          detail && (
            <div key={detail[0]}>
              <dt>{detail[0]}</dt>
              <dd>{detail[1]}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
