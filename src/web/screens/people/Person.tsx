import { standings } from '#contract/figures.ts'
import { showPerson } from '#contract/people.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Modal } from '@mantine/core'
import { Link, getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { Details } from '#web/parts/Facts.tsx'
import { Page, Section } from '#web/parts/Page.tsx'
import { Spans } from '#web/parts/Spans.tsx'
import { Asked } from '#web/parts/states.tsx'
import { NumbersOpen } from '#web/screens/figures/NumberDrawer.tsx'
import { OwnRow } from '#web/screens/figures/OwnRow.tsx'
import { periodTitle, standingSentence } from '#web/screens/figures/words.ts'
import { useFormat, useMay, useMe } from '#web/session.tsx'
import { bounds } from './bounds.ts'
import { DealTable } from '#web/screens/ledger/deals/DealTable.tsx'
import { ChangePerson } from './ChangePerson.tsx'
import { Invitation } from './Invitation.tsx'
import { Move } from './Move.tsx'
import { Roles } from './Roles.tsx'
import { SeeAs } from './SeeAs.tsx'
import { Worked } from './Worked.tsx'
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
      {!shown.data && shown.error && <Page question={t`Who is this?`} />}
      <Asked of={shown}>
        {data => (
          <>
            <Page
              kicker={[
                rolesOf(data.person),
                data.person.place,
                data.person.managerName && t`reports to ${data.person.managerName}`,
              ]
                .filter(Boolean)
                .join(' · ')}
              question={
                data.person.id === me.person.id
                  ? t`How do I stand here?`
                  : standing.error
                    ? t`Who is ${data.person.name}?`
                    : t`How does ${data.person.name} stand?`
              }
              answer={
                standing.data
                  ? standingSentence({
                      standing: standing.data.whole,
                      period: standing.data.period,
                      format,
                      isMe: data.person.id === me.person.id,
                    })
                  : standing.error && t`Their figures are seen by themselves and by those above them.`
              }
              actions={
                may.administerOrDirect &&
                !data.person.isHouse && (
                  <>
                    <Button variant="default" onClick={() => setMoving(true)}>
                      <Trans>Move to another manager</Trans>
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
                    <Trans>Other periods, and what it is made of</Trans>
                  </Link>
                  {!data.person.isHouse && <WaysOn id={id} />}
                </p>
              </>
            )}
            {standing.data && (
              <Section
                title={t`Open opportunities`}
                aside={
                  <Link to="/opportunities" search={{ subject: `person:${id}`, outcome: 'all' }}>
                    <Trans>All of them</Trans>
                  </Link>
                }
              >
                <DealTable filter={{ subject: `person:${id}`, outcome: 'open' }} few />
              </Section>
            )}
            <Lines data={data} />
            <Section
              title={t`About`}
              aside={
                may.administerOrDirect &&
                !data.person.isHouse && (
                  <Button variant="subtle" size="compact-sm" onClick={() => setChanging(true)}>
                    <Trans>Change</Trans>
                  </Button>
                )
              }
            >
              <Details
                details={[
                  [t`Number`, data.person.code],
                  ['E-mail', data.person.email ?? '–'],
                  [t`Place`, data.person.place ?? '–'],
                  [t`Time zone`, data.person.timeZone ?? me.organisation.timeZone],
                  [t`Here`, here(data.person, format.day)],
                  [t`Sign-on`, t(signOnWords[data.person.signOn])],
                ]}
              />
            </Section>
            {may.administer && !data.person.isHouse && (
              <>
                <Section title={t`Roles`}>
                  <Roles person={data.person} />
                </Section>
                {data.person.signOn !== 'active' && (
                  <Section title={t`Invitation`}>
                    <Invitation person={data.person} />
                  </Section>
                )}
              </>
            )}
            <Modal
              opened={moving}
              onClose={() => setMoving(false)}
              size="lg"
              title={t`To whom does ${data.person.name} report?`}
              closeButtonProps={{ 'aria-label': t`Close` }}
            >
              {moving && <Move person={data.person} done={() => setMoving(false)} />}
            </Modal>
            <Modal
              opened={changing}
              onClose={() => setChanging(false)}
              title={t`What is known of ${data.person.name}?`}
              closeButtonProps={{ 'aria-label': t`Close` }}
            >
              {changing && <ChangePerson person={data.person} done={() => setChanging(false)} />}
            </Modal>
          </>
        )}
      </Asked>
    </NumbersOpen>
  )
}

/** From where somebody stands to where that will lead, why, and what it takes. */
function WaysOn({ id }: { id: string }) {
  const subject = `person:${id}`
  return (
    <>
      {' · '}
      <Link to="/forecast" search={{ subject }}>
        <Trans>Where the year will land</Trans>
      </Link>
      {' · '}
      <Link to="/diagnosis" search={{ subject }}>
        <Trans>Why short, or ahead</Trans>
      </Link>
      {' · '}
      <Link to="/recipe/$id" params={{ id }}>
        <Trans>What the target needs each week</Trans>
      </Link>
    </>
  )
}

function Lines({ data }: { data: Answer<typeof showPerson> }) {
  const { lines } = data
  return (
    <>
      <Section title={t`Reported to`}>
        {lines.length === 0 ? (
          <p className="note">
            <Trans>Nobody: no reporting line is known.</Trans>
          </p>
        ) : (
          <Spans
            spans={lines.map(line => ({
              key: line.id,
              label: line.managerName ?? t`nobody: the top`,
              note: line.why,
              ...bounds(line),
            }))}
          />
        )}
      </Section>
      <Worked person={data.person} territories={data.territories} />
    </>
  )
}

function here(
  { start, end }: { start: string | null; end: string | null },
  day: (text: string) => string,
): string {
  if (!start && !end) return t`since before the first file`
  if (!start) return t`from the beginning, to ${day(end!)}`
  return end ? t`since ${day(start)}, to ${day(end)}` : t`since ${day(start)}`
}
