import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { listTerritories } from '#contract/people/territories.ts'
import { Button, Modal } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { LinkButton } from '#web/parts/LinkButton.tsx'
import { Page, Section } from '#web/parts/Page.tsx'
import { Spans } from '#web/parts/Spans.tsx'
import { Asked, Lesson } from '#web/parts/states.tsx'
import { useFormat, useMay } from '#web/session.tsx'
import { Assign } from './Assign.tsx'
import { bounds } from './bounds.ts'
import { EndAssignment } from './EndAssignment.tsx'
import { TerritoryForm } from './TerritoryForm.tsx'

type Territory = Answer<typeof listTerritories>['territories'][number]
type Assignment = Territory['assignments'][number]
type Doing =
  | { what: 'add' }
  | { what: 'change'; territory: Territory }
  | { what: 'assign'; territory: Territory }
  | { what: 'end'; territory: Territory; assignment: Assignment }

/** Who works which territory, from when to when, and which days nobody does. */
export function Territories() {
  const answer = useAnswer(listTerritories, {})
  const may = useMay()
  const [doing, setDoing] = useState<Doing>()
  const all = answer.data?.territories ?? []
  /** Whoever may give a territory to somebody needs them all; to others an empty one says nothing. */
  const shown = (territory: Territory) => may.administerOrDirect || territory.assignments.length > 0
  const done = () => setDoing(undefined)
  return (
    <>
      <Page
        question={t`Who works which territory?`}
        answer={answer.data && <InShort {...answer.data} />}
        actions={
          may.administerOrDirect && (
            <>
              <Button variant="default" onClick={() => setDoing({ what: 'add' })}>
                <Trans>Add a territory</Trans>
              </Button>
              <LinkButton variant="default" to="/imports/new">
                <Trans>Import a list</Trans>
              </LinkButton>
            </>
          )
        }
      />
      <Asked of={answer}>
        {({ territories, gaps }) => (
          <>
            {gaps.length > 0 && (
              <Section title={t`Nobody works them, or they work nothing`}>
                <ul className="gaps">
                  {gaps.map(({ personId, sentence }) => (
                    <li key={sentence}>
                      <span className="slip" aria-hidden="true">
                        ▲
                      </span>{' '}
                      {sentence}{' '}
                      {personId && (
                        <Link to="/people/$id" params={{ id: personId }}>
                          <Trans>Look</Trans>
                        </Link>
                      )}
                    </li>
                  ))}
                </ul>
              </Section>
            )}
            {territories.length === 0 && (
              <Lesson title={t`No territories yet`}>
                <Trans>
                  A territory holds accounts and is worked by somebody, from a day to a day. Its billing then
                  shows on its own, whoever works it. Territories come in with a file, or are added one by
                  one.
                </Trans>
              </Lesson>
            )}
            {territories.filter(shown).map(territory => (
              <One key={territory.id} territory={territory} all={territories} act={setDoing} />
            ))}
            <Others territories={territories.filter(territory => !shown(territory))} all={territories} />
          </>
        )}
      </Asked>
      <Modal
        opened={doing !== undefined}
        onClose={done}
        size="lg"
        title={doing && titleOf(doing)}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        {doing?.what === 'add' && <TerritoryForm all={all} done={done} />}
        {doing?.what === 'change' && <TerritoryForm territory={doing.territory} all={all} done={done} />}
        {doing?.what === 'assign' && <Assign territoryId={doing.territory.id} done={done} />}
        {doing?.what === 'end' && <EndAssignment assignment={doing.assignment} done={done} />}
      </Modal>
    </>
  )
}

function titleOf(doing: Doing): string {
  if (doing.what === 'add') return t`Which territory is new?`
  const { name } = doing.territory
  if (doing.what === 'change') return t`What is known of ${name}?`
  if (doing.what === 'assign') return t`Who works ${name}?`
  return t`How long does ${doing.assignment.personName} work ${name}?`
}

function InShort({ territories, gaps }: Answer<typeof listTerritories>) {
  const worked = territories.filter(one => one.assignments.length > 0).length
  if (worked === 0 && gaps.length === 0)
    return plural(territories.length, {
      one: '# territory; who works it you do not see by name.',
      other: '# territories; who works them you do not see by name.',
    })
  const all = plural(territories.length, { one: '# territory', other: '# territories' })
  const missing = plural(gaps.length, { one: '# stretch of days is', other: '# stretches of days are' })
  return gaps.length === 0
    ? t`${all}, of which ${worked} are worked by people you may know.`
    : t`${all}, of which ${worked} are worked by people you may know; ${missing} without anybody.`
}

/** Territories whose people one does not see by name: that they are there, and where. */
function Others({ territories, all }: { territories: readonly Territory[]; all: readonly Territory[] }) {
  if (territories.length === 0) return null
  const within = (id: string | null) => territories.filter(one => one.parentId === id)
  const tops = territories.filter(one => !territories.some(other => other.id === one.parentId))
  const listed = (ones: readonly Territory[]) => (
    <ul>
      {ones.map(one => (
        <li key={one.id}>
          {one.name}
          {within(one.id).length > 0 && listed(within(one.id))}
        </li>
      ))}
    </ul>
  )
  return (
    <Section title={territories.length < all.length ? t`Worked by others` : t`What there is`}>
      {listed(tops)}
    </Section>
  )
}

function One({
  territory,
  all,
  act,
}: {
  territory: Territory
  all: readonly Territory[]
  act: (doing: Doing) => void
}) {
  const may = useMay()
  const format = useFormat()
  const parent = all.find(one => one.id === territory.parentId)
  return (
    <Section
      title={territory.name}
      aside={
        may.administerOrDirect && (
          <>
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => act({ what: 'assign', territory })}
              aria-label={t`Give it to somebody: ${territory.name}`}
            >
              <Trans>Give it to somebody</Trans>
            </Button>
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => act({ what: 'change', territory })}
              aria-label={t`Change ${territory.name}`}
            >
              <Trans>Change</Trans>
            </Button>
          </>
        )
      }
    >
      {(parent || territory.end) && (
        <p className="note">
          {parent && <Trans>Lies in {parent.name}.</Trans>}{' '}
          {territory.end && <Trans>Ends on {format.day(territory.end)}.</Trans>}
        </p>
      )}
      {territory.assignments.length === 0 ? (
        <p className="note">
          <Trans>Nobody you may know works it.</Trans>
        </p>
      ) : (
        <Spans
          spans={territory.assignments.map(assignment => ({
            key: assignment.id,
            label: (
              <Link to="/people/$id" params={{ id: assignment.personId }}>
                {assignment.personName}
              </Link>
            ),
            ...bounds(assignment),
            note: may.administerOrDirect && (
              <Button
                variant="subtle"
                size="compact-xs"
                onClick={() => act({ what: 'end', territory, assignment })}
                aria-label={t`Last day of ${assignment.personName} in ${territory.name}`}
              >
                <Trans>Last day</Trans>
              </Button>
            ),
          }))}
        />
      )}
    </Section>
  )
}
