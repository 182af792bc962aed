import { previewUndo, showImport, undoImport } from '#contract/ledger/imports.ts'
import { plural, t } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import { Button, Modal } from '@mantine/core'
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer, useChange } from '#web/asking.ts'
import { Page } from '#web/parts/Page.tsx'
import { Asked, Trouble } from '#web/parts/states.tsx'
import type { Format } from '#web/format.ts'
import { useFormat, useMay } from '#web/session.tsx'
import { BatchBody } from './BatchBody.tsx'
import { type Batch, kindWord, underWay } from './words.ts'

const route = getRouteApi('/inside/imports/$id')

/** One import: progress, report, and the way back. */
export function Import() {
  const { id } = route.useParams()
  const format = useFormat()
  const may = useMay()
  const [undoing, setUndoing] = useState(false)
  const batch = useAnswer(
    showImport,
    { params: { id } },
    { refetchInterval: answer => (!answer || underWay(answer) ? 500 : false) },
  )
  if (!batch.data && batch.error)
    return (
      <>
        <Page question={t`Which import is this?`} />
        <Trouble error={batch.error} again={batch.refetch} />
      </>
    )
  return (
    <Asked of={batch}>
      {data => (
        <>
          <Page
            kicker={[
              kindWord(data.kind),
              data.fileName,
              data.askedBy && t`by ${data.askedBy}`,
              format.moment(data.askedAt),
            ]
              .filter(Boolean)
              .join(' · ')}
            question={
              data.undoes
                ? t`What did undoing change?`
                : data.dry
                  ? t`What would this import do?`
                  : t`What did this import do?`
            }
            answer={answerOf(data, format)}
            actions={
              may.administerOrDirect &&
              data.state === 'done' &&
              !data.undoneBy &&
              !data.undoes && (
                <Button variant="default" onClick={() => setUndoing(true)}>
                  <Trans>Undo this import</Trans>
                </Button>
              )
            }
          />
          {data.undoneBy && (
            <p>
              <Trans>
                It was undone:{' '}
                <Link to="/imports/$id" params={{ id: data.undoneBy }}>
                  see what that changed
                </Link>
                .
              </Trans>
            </p>
          )}
          <BatchBody batch={data} />
          <Modal
            opened={undoing}
            onClose={() => setUndoing(false)}
            title={t`What would undoing do?`}
            size="lg"
            closeButtonProps={{ 'aria-label': t`Close` }}
          >
            {undoing && <UndoPreview id={id} />}
          </Modal>
        </>
      )}
    </Asked>
  )
}

function answerOf(batch: Batch, format: Format): string {
  const { report, state } = batch
  if (underWay(batch)) return t`It is under way.`
  if (!report) return withoutReport(state)
  const { rowsRead, rowsTaken, rowsRefused } = report
  const rows = plural(rowsRead, { one: '# row', other: '# rows' })
  const refused =
    rowsRefused === 0
      ? t`none was refused`
      : plural(rowsRefused, { one: '# was refused', other: '# were refused' })
  const dry = state === 'dry'
  if (!dry && state !== 'done') return t`Of ${rows} ${refused}, and nothing went in.`
  // a document of many lines is one row of its file: more is taken than was read
  if (rowsTaken > rowsRead) {
    const documents = plural(report.documents ?? rowsRead, { one: '# document', other: '# documents' })
    const lines = plural(rowsTaken, { one: '# billing line', other: '# billing lines' })
    return dry
      ? t`${documents} would become ${lines}; ${refused}. Nothing was changed.`
      : t`${documents} became ${lines}; ${refused}.`
  }
  const taken = format.count(rowsTaken)
  return dry
    ? t`It would take ${taken} of ${rows}; ${refused}. Nothing was changed.`
    : t`It took ${taken} of ${rows}; ${refused}.`
}

function withoutReport(state: Batch['state']): string {
  if (state === 'done') return t`It is in the ledger.`
  if (state === 'refused') return t`It was refused: nothing went in.`
  return state === 'cancelled' ? t`It was stopped: nothing went in.` : t`It failed: nothing went in.`
}

function UndoPreview({ id }: { id: string }) {
  const format = useFormat()
  const navigate = useNavigate()
  const plan = useAnswer(previewUndo, { params: { id } })
  const undo = useChange(undoImport)
  return (
    <Asked of={plan} lines={3}>
      {({ restores, removes, stays }) => (
        <>
          <p>
            <Trans>
              <Plural value={removes} one="# row" other="# rows" /> that it brought would be taken out,{' '}
              {format.count(restores)} that it replaced would come back.
            </Trans>
          </p>
          {stays.length > 0 && (
            <>
              <p>
                <Trans>What stays as it is:</Trans>
              </p>
              <ul>
                {stays.map(({ what, count, why }) => (
                  <li key={what + why}>
                    {format.count(count)} {what}: {why}
                  </li>
                ))}
              </ul>
            </>
          )}
          {undo.error && <Trouble error={undo.error} />}
          <Button
            loading={undo.isPending}
            onClick={() =>
              undo.mutate(
                { params: { id } },
                { onSuccess: made => void navigate({ to: '/imports/$id', params: { id: made.id } }) },
              )
            }
          >
            <Trans>Undo it</Trans>
          </Button>
        </>
      )}
    </Asked>
  )
}
