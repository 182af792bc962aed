import { answer as answerFinding, findings } from '#contract/diagnosis.ts'
import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Modal, Textarea } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer, useChange } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { Asked, Trouble } from '#web/parts/states.tsx'
import { useFormat } from '#web/session.tsx'
import type { Asking } from './Diagnosis.tsx'
import { findingSentence } from './finding-words.ts'
import { HandOver } from './HandOver.tsx'
import { TakeBack } from './TakeBack.tsx'
import './diagnosis.css'

type Told = Answer<typeof findings>

/** What the gap comes down to; each finding goes to somebody by a day, and the answer stays. */
export function Findings({ query }: { query: Asking }) {
  const format = useFormat()
  const asked = useAnswer(findings, { query })
  const [handing, setHanding] = useState<Told['found'][number]>()
  return (
    <Asked of={asked}>
      {data => (
        <>
          {data.found.length === 0 && (
            <p className="note">
              <Trans>
                Nothing stands out. A finding appears here when a target asks too much, when most miss, or
                when a step, a group or a person differs by more than chance explains.
              </Trans>
            </p>
          )}
          <ul className="findings" aria-label={t`Findings`}>
            {data.found.map(found => (
              <li key={`${found.key} ${found.about.subject} ${String(found.facts['group'] ?? '')}`}>
                <p>
                  {findingSentence(found, format)} <Whose found={found} query={query} />
                </p>
                <p className="kind">
                  {found.kind === 'strategy'
                    ? t`Strategy: an executive answers.`
                    : t`Execution: a manager answers.`}
                </p>
                {found.handed ? (
                  <p className="kind">
                    <Trans>Handed over; see below.</Trans>
                  </p>
                ) : (
                  <Button variant="default" size="compact-sm" onClick={() => setHanding(found)}>
                    {found.kind === 'strategy' ? t`Hand to an executive` : t`Hand to a manager`}
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {data.addressed.length > 0 && (
            <>
              <h3>
                <Trans>Handed over</Trans>
              </h3>
              <ul className="findings" aria-label={t`Handed over`}>
                {data.addressed.map(one => (
                  <Handed key={one.id} one={one} />
                ))}
              </ul>
            </>
          )}
          <Modal
            opened={handing !== undefined}
            onClose={() => setHanding(undefined)}
            closeButtonProps={{ 'aria-label': t`Close` }}
            title={handing?.kind === 'strategy' ? t`Hand to an executive` : t`Hand to a manager`}
          >
            {handing && <HandOver finding={handing} query={query} done={() => setHanding(undefined)} />}
          </Modal>
        </>
      )}
    </Asked>
  )
}

/** A finding about a person leads to what is theirs of the gap. */
function Whose({ found: { key, about }, query }: { found: Told['found'][number]; query: Asking }) {
  if (key !== 'person_stands_out' || about.subject === query.subject || query.subject === 'me') return null
  return (
    <Link to="/diagnosis" search={{ ...query, subject: about.subject }}>
      {t`Why? ${about.name}`}
    </Link>
  )
}

function Handed({ one }: { one: Told['addressed'][number] }) {
  const format = useFormat()
  const change = useChange(answerFinding)
  const [text, setText] = useState('')
  const age = plural(one.ageDays, { one: '# day', other: '# days' })
  const [answered] = one.answers
  return (
    <li>
      <p>{findingSentence(one, format)}</p>
      <p className="kind">
        {t`${one.period.code}. To ${one.to.name} on ${format.day(one.day)}, answer by ${format.day(one.answerBy)}.`}{' '}
        {answered && (one.ageDays === 0 ? t`Answered the same day.` : t`Answered after ${age}.`)}
        {!answered && !one.overdue && one.ageDays > 0 && t`Waiting for ${age}.`}
        {!answered && one.overdue && <strong className="overdue">{t`Overdue: waiting for ${age}.`}</strong>}
      </p>
      {one.note && <p className="note">{one.note}</p>}
      {one.answers.map(({ answer, day }, index) => (
        <blockquote key={`${day} ${index}`}>
          {answer} <span className="kind">{format.day(day)}</span>
        </blockquote>
      ))}
      {one.mine && (
        <form
          onSubmit={event => {
            event.preventDefault()
            change.mutate(
              { params: { id: one.id }, body: { answer: text } },
              { onSuccess: () => setText('') },
            )
          }}
        >
          {change.error && <Trouble error={change.error} />}
          <Textarea
            label={t`Your answer`}
            autosize
            minRows={2}
            value={text}
            onChange={event => setText(event.currentTarget.value)}
            mb="xs"
          />
          <Button type="submit" size="compact-sm" loading={change.isPending} disabled={text.trim() === ''}>
            <Trans>Answer</Trans>
          </Button>
        </form>
      )}
      {one.mayTakeBack && <TakeBack one={one} />}
    </li>
  )
}
