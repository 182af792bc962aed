import { standings } from '#contract/figures.ts'
import { showPerson } from '#contract/people.ts'
import { Button, Modal } from '@mantine/core'
import { Link, getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { always, furtherNotice } from '#web/format.ts'
import { Details } from '#web/parts/Facts.tsx'
import { Page, Section } from '#web/parts/Page.tsx'
import { Spans } from '#web/parts/Spans.tsx'
import { Asked } from '#web/parts/states.tsx'
import { NumbersOpen } from '#web/screens/figures/NumberDrawer.tsx'
import { OwnRow } from '#web/screens/figures/OwnRow.tsx'
import { periodTitle, standingSentence } from '#web/screens/figures/words.ts'
import { useFormat, useMay, useMe } from '#web/session.tsx'
import { ChangePerson } from './ChangePerson.tsx'
import { Invitation } from './Invitation.tsx'
import { Move } from './Move.tsx'
import { Roles } from './Roles.tsx'
import { SeeAs } from './SeeAs.tsx'
import { rolesOf, signOnWords } from './words.ts'

const route = getRouteApi('/inside/people/$id')

/** One person: where they stand, where they stood in the line, and what may be changed about it. */
export function Person() {
  const { id } = route.useParams()
  const shown = useAnswer(showPerson, { params: { id } })
  const standing = useAnswer(standings, { query: { subject: `person:${id}` } })
  const format = useFormat()
  const me = useMe()
  const may = useMay()
  const [moving, setMoving] = useState(false)
  const [changing, setChanging] = useState(false)
  return (
    <NumbersOpen>
      {!shown.data && shown.error && <Page question="Who is this?" />}
      <Asked of={shown}>
        {data => (
          <>
            <Page
              kicker={[
                rolesOf(data.person),
                data.person.place,
                data.person.managerName && `reports to ${data.person.managerName}`,
              ]
                .filter(Boolean)
                .join(' · ')}
              question={
                data.person.id === me.person.id
                  ? 'How do I stand here?'
                  : standing.error
                    ? `Who is ${data.person.name}?`
                    : `How does ${data.person.name} stand?`
              }
              answer={
                standing.data
                  ? standingSentence({
                      standing: standing.data.whole,
                      period: standing.data.period,
                      format,
                      isMe: data.person.id === me.person.id,
                    })
                  : standing.error && 'Their figures are seen by themselves and by those above them.'
              }
              actions={
                may.administerOrDirect &&
                !data.person.isHouse && (
                  <>
                    <Button variant="default" onClick={() => setMoving(true)}>
                      Move to another manager
                    </Button>
                    {may.administer && data.person.id !== me.person.id && <SeeAs person={data.person} />}
                  </>
                )
              }
            />
            {standing.data && (
              <>
                {(standing.data.whole.billed !== 0 || standing.data.whole.quota !== null) && (
                  <OwnRow standing={standing.data.whole} period={standing.data.period} />
                )}
                <p className="note">
                  {periodTitle(standing.data.period, format)}.{' '}
                  <Link to="/figures" search={{ subject: `person:${id}` }}>
                    Other periods, and what it is made of
                  </Link>
                </p>
              </>
            )}
            <Lines data={data} />
            <Section
              title="About"
              aside={
                may.administerOrDirect &&
                !data.person.isHouse && (
                  <Button variant="subtle" size="compact-sm" onClick={() => setChanging(true)}>
                    Change
                  </Button>
                )
              }
            >
              <Details
                details={[
                  ['Number', data.person.code],
                  ['E-mail', data.person.email ?? '–'],
                  ['Place', data.person.place ?? '–'],
                  ['Time zone', data.person.timeZone ?? me.organisation.timeZone],
                  ['Here', here(data.person, format.day)],
                  ['Sign-on', signOnWords[data.person.signOn]],
                ]}
              />
            </Section>
            {may.administer && !data.person.isHouse && (
              <>
                <Section title="Roles">
                  <Roles person={data.person} />
                </Section>
                {data.person.signOn !== 'active' && (
                  <Section title="Invitation">
                    <Invitation person={data.person} />
                  </Section>
                )}
              </>
            )}
            <Modal
              opened={moving}
              onClose={() => setMoving(false)}
              size="lg"
              title={`To whom does ${data.person.name} report?`}
              closeButtonProps={{ 'aria-label': 'Close' }}
            >
              {moving && <Move person={data.person} done={() => setMoving(false)} />}
            </Modal>
            <Modal
              opened={changing}
              onClose={() => setChanging(false)}
              title={`What is known of ${data.person.name}?`}
              closeButtonProps={{ 'aria-label': 'Close' }}
            >
              {changing && <ChangePerson person={data.person} done={() => setChanging(false)} />}
            </Modal>
          </>
        )}
      </Asked>
    </NumbersOpen>
  )
}

function Lines({ data }: { data: Answer<typeof showPerson> }) {
  const { lines, territories } = data
  const bounds = ({ from, to }: { from: string; to: string }) => ({
    from: from === always ? null : from,
    to: to === furtherNotice ? null : to,
  })
  return (
    <>
      <Section title="Reported to">
        {lines.length === 0 ? (
          <p className="note">Nobody: no reporting line is known.</p>
        ) : (
          <Spans
            spans={lines.map(line => ({
              key: line.id,
              label: line.managerName ?? 'nobody: the top',
              note: line.why,
              ...bounds(line),
            }))}
          />
        )}
      </Section>
      {territories.length > 0 && (
        <Section title="Worked these territories">
          <Spans
            spans={territories.map(span => ({
              key: span.name + span.from,
              label: span.name,
              ...bounds(span),
            }))}
          />
        </Section>
      )}
    </>
  )
}

function here(
  { start, end }: { start: string | null; end: string | null },
  day: (text: string) => string,
): string {
  if (!start && !end) return 'since before the first file'
  return `${start ? `since ${day(start)}` : 'from the beginning'}${end ? `, to ${day(end)}` : ''}`
}
