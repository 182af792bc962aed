import { previewUndo, showImport, undoImport } from '#contract/ledger.ts'
import { Button, Modal } from '@mantine/core'
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer, useChange } from '#web/asking.ts'
import { Page } from '#web/parts/Page.tsx'
import { Asked, Trouble } from '#web/parts/states.tsx'
import type { Format } from '#web/format.ts'
import { useFormat, useMay } from '#web/session.tsx'
import { BatchBody } from './BatchBody.tsx'
import { type Batch, counted, kindWord, stateWords, underWay } from './words.ts'

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
        <Page question="Which import is this?" />
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
              data.askedBy && `by ${data.askedBy}`,
              format.moment(data.askedAt),
            ]
              .filter(Boolean)
              .join(' · ')}
            question={
              data.undoes
                ? 'What did undoing change?'
                : data.dry
                  ? 'What would this import do?'
                  : 'What did this import do?'
            }
            answer={answerOf(data, format)}
            actions={
              may.administerOrDirect &&
              data.state === 'done' &&
              !data.undoneBy &&
              !data.undoes && (
                <Button variant="default" onClick={() => setUndoing(true)}>
                  Undo this import
                </Button>
              )
            }
          />
          {data.undoneBy && (
            <p>
              It was undone:{' '}
              <Link to="/imports/$id" params={{ id: data.undoneBy }}>
                see what that changed
              </Link>
              .
            </p>
          )}
          <BatchBody batch={data} />
          <Modal
            opened={undoing}
            onClose={() => setUndoing(false)}
            title="What would undoing do?"
            size="lg"
            closeButtonProps={{ 'aria-label': 'Close' }}
          >
            {undoing && <UndoPreview id={id} />}
          </Modal>
        </>
      )}
    </Asked>
  )
}

function answerOf(batch: Batch, format: Format): string {
  const { report } = batch
  if (underWay(batch)) return 'It is under way.'
  if (!report) return `It ${batch.state === 'done' ? 'is in the ledger' : stateWords[batch.state].word}.`
  const rows = counted(report.rowsRead, 'row', format)
  const refused =
    report.rowsRefused === 0
      ? 'none was refused'
      : `${format.count(report.rowsRefused)} ${report.rowsRefused === 1 ? 'was' : 'were'} refused`
  const dry = batch.state === 'dry'
  if (!dry && batch.state !== 'done') return `Of ${rows} ${refused}, and nothing went in.`
  const after = dry ? ' Nothing was changed.' : ''
  // a document of many lines is one row of its file: more is taken than was read
  if (report.rowsTaken > report.rowsRead) {
    const documents = counted(report.documents ?? report.rowsRead, 'document', format)
    const lines = counted(report.rowsTaken, 'billing line', format)
    return `${documents} ${dry ? 'would become' : 'became'} ${lines}; ${refused}.${after}`
  }
  return `It ${dry ? 'would take' : 'took'} ${format.count(report.rowsTaken)} of ${rows}; ${refused}.${after}`
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
            {counted(removes, 'row', format)} that it brought would be taken out, {format.count(restores)}{' '}
            that it replaced would come back.
          </p>
          {stays.length > 0 && (
            <>
              <p>What stays as it is:</p>
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
            Undo it
          </Button>
        </>
      )}
    </Asked>
  )
}
