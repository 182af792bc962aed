import { cancelImport } from '#contract/ledger/imports.ts'
import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useRef } from 'react'
import type { Format } from '#web/format.ts'
import { useChange } from '#web/asking.ts'
import { Trouble } from '#web/parts/states.tsx'
import { useFormat } from '#web/session.tsx'
import { Report } from './Report.tsx'
import './imports.css'
import { type Batch, underWay } from './words.ts'

/** An import as it stands: its progress while it runs, why nothing went in, or its report. */
export function BatchBody({ batch }: { batch: Batch }) {
  return (
    <>
      {underWay(batch) && <Progress batch={batch} />}
      {batch.sentence && (
        <div className="problem" role="alert">
          <strong>{batch.dry ? t`Imported like this, nothing would go in` : t`Nothing went in`}</strong>
          <p>{batch.sentence}</p>
        </div>
      )}
      {batch.report && <Report batch={batch} report={batch.report} />}
    </>
  )
}

function Progress({ batch }: { batch: Batch }) {
  const format = useFormat()
  const cancelling = useChange(cancelImport)
  const left = useTimeLeft(batch)
  const share = batch.rowsTotal ? Math.min(1, batch.rowsRead / batch.rowsTotal) : null
  return (
    <div role="status">
      <p style={{ margin: 0 }}>
        {batch.state === 'waiting' && t`Waiting for another import to end.`}
        {batch.state === 'reading' && readSoFar(batch, left, format)}
        {batch.state === 'loading' && t`Everything is read; it is going into the ledger.`}{' '}
        <Trans>You may leave this page; the import goes on.</Trans>
      </p>
      <div
        className="progress"
        role="progressbar"
        aria-label={t`Read so far`}
        aria-valuenow={Math.round((share ?? 0) * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <span style={{ width: `${(batch.state === 'loading' ? 1 : (share ?? 0.02)) * 100}%` }} />
      </div>
      {cancelling.error && <Trouble error={cancelling.error} />}
      <Button
        variant="default"
        size="xs"
        loading={cancelling.isPending}
        onClick={() => cancelling.mutate({ params: { id: batch.id } })}
      >
        <Trans>Stop; nothing of it stays</Trans>
      </Button>
    </div>
  )
}

function readSoFar({ rowsRead, rowsTotal }: Batch, left: string | null, format: Format): string {
  const read = format.count(rowsRead)
  if (!rowsTotal) return t`Read ${read} rows.`
  const all = format.count(rowsTotal)
  return left ? t`Read ${read} of about ${all} rows, ${left} left.` : t`Read ${read} of about ${all} rows.`
}

/** From the speed seen on this page so far; nothing before there is any. */
function useTimeLeft(batch: Batch): string | null {
  const first = useRef<{ at: number; rows: number } | null>(null)
  first.current ??= { at: performance.now(), rows: batch.rowsRead }
  const seconds = (performance.now() - first.current.at) / 1000
  const rows = batch.rowsRead - first.current.rows
  if (!batch.rowsTotal || seconds < 1 || rows <= 0) return null
  const left = Math.max(1, Math.round(((batch.rowsTotal - batch.rowsRead) / rows) * seconds))
  return left < 90
    ? plural(left, { one: '# second', other: '# seconds' })
    : plural(Math.round(left / 60), { one: '# minute', other: '# minutes' })
}
