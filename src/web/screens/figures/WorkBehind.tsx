import { behind, behindFile, behindWorkbook } from '#contract/figures/behind.ts'
import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { Asked } from '#web/parts/states.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { useFormat } from '#web/session.tsx'
import type { OpenNumber } from './NumberDrawer.tsx'

const atFirst = 12

/** The opportunities and activities that a figure counts, the newest first. */
export function WorkBehind({ number }: { number: OpenNumber }) {
  const { figure, subject, period, narrowing } = number
  const [limit, setLimit] = useState(atFirst)
  const days = { period: 'range' as const, from: period.from, to: period.until }
  const query = { figure, subject, ...days, ...narrowing }
  const answer = useAnswer(behind, { query: { ...query, limit } })
  return (
    <Asked of={answer} lines={4}>
      {data => (
        <section aria-label={t`What it counts`}>
          <p className="drawer-sum">
            <Counted of={data} />{' '}
            {data.rows.length > 0 && <TakeAlong files={[behindFile, behindWorkbook]} ask={{ query }} small />}
          </p>
          <Rows rows={data.rows} />
          {data.next !== null && limit < 500 && (
            <Button variant="default" size="xs" mt="md" onClick={() => setLimit(500)}>
              <Trans>More of them</Trans>
            </Button>
          )}
        </section>
      )}
    </Asked>
  )
}

function Counted({ of: { count } }: { of: Answer<typeof behind> }) {
  if (!count) return null
  if (count.all === 0) return <Trans>Nothing of the kind happened in this period.</Trans>
  const all = plural(count.all, { one: '# opportunity or activity', other: '# opportunities or activities' })
  if (count.open >= count.all) return <Trans>{all}, the newest first:</Trans>
  if (count.open === 0)
    return <Trans>{all}, of people whom you do not see by name: they cannot be opened.</Trans>
  return (
    <Trans>
      {all}, of which you may open {count.open}; the others are of people whom you do not see by name. The
      newest:
    </Trans>
  )
}

function Rows({ rows }: { rows: Answer<typeof behind>['rows'] }) {
  const format = useFormat()
  const words: Record<string, string> = { created: t`created`, won: t`won`, lost: t`lost` }
  return (
    <table className="table">
      <tbody>
        {rows.map(row => (
          <tr key={row.id}>
            <td className="quiet number">{format.day(row.day)}</td>
            <td>
              {row.what === 'opportunity' ? (
                <Link to="/opportunities/$id" params={{ id: row.id }}>
                  {row.name}
                </Link>
              ) : (
                row.name || row.account || t`No account`
              )}
              <div className="note">
                {[
                  row.events.map(event => words[event] ?? event).join(', '),
                  row.name ? row.account : null,
                  row.people.join(', '),
                ]
                  .filter(part => !!part)
                  .join(' · ')}
              </div>
            </td>
            <td className="end">{row.credited === null ? '' : format.exact(row.credited)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
