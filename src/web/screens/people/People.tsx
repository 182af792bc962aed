import { listPeople } from '#contract/people.ts'
import { Button, Modal, TextInput } from '@mantine/core'
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { type CSSProperties, useMemo, useState } from 'react'
import { useAnswer } from '#web/asking.ts'
import { DayField } from '#web/parts/DayField.tsx'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { LinkButton } from '#web/parts/LinkButton.tsx'
import { Page, Section } from '#web/parts/Page.tsx'
import { Asked, Lesson } from '#web/parts/states.tsx'
import { useFormat, useMay, useMe } from '#web/session.tsx'
import { AddPerson } from './AddPerson.tsx'
import { HandOvers } from './HandOvers.tsx'
import { type PersonCard, asTree, rolesOf, signOnWords } from './words.ts'

const route = getRouteApi('/inside/people')
type Placed = { person: PersonCard; depth: number }

/** Who reports to whom, on any day. */
export function People() {
  const { on } = route.useSearch()
  const navigate = useNavigate({ from: '/people' })
  const may = useMay()
  const { organisation } = useMe()
  const [sought, setSought] = useState('')
  const [adding, setAdding] = useState(false)
  const answer = useAnswer(listPeople, { query: on ? { on } : {} })
  const columns = useColumns(sought === '')
  return (
    <>
      <Page
        question="Who reports to whom?"
        answer={answer.data && <Known {...answer.data} />}
        actions={
          may.administerOrDirect && (
            <>
              <Button variant="default" onClick={() => setAdding(true)}>
                Add somebody
              </Button>
              <LinkButton variant="default" to="/imports/new">
                Import a list
              </LinkButton>
            </>
          )
        }
      />
      <div className="controls">
        <DayField
          label="On"
          w={160}
          value={on ?? organisation.today}
          onChange={day =>
            void navigate({
              search: { on: day && day !== organisation.today ? day : undefined },
              replace: true,
            })
          }
        />
        <TextInput
          label="Name"
          type="search"
          w={220}
          value={sought}
          onChange={event => setSought(event.currentTarget.value)}
        />
      </div>
      {may.administer && <HandOvers />}
      <Asked of={answer}>
        {({ people, gaps }) => (
          <>
            {gaps.length > 0 && (
              <Section title="Not in order">
                <ul className="gaps">
                  {gaps.map(({ personId, sentence }) => (
                    <li key={personId + sentence}>
                      <span className="slip" aria-hidden="true">
                        ▲
                      </span>{' '}
                      {sentence}{' '}
                      <Link to="/people/$id" params={{ id: personId }}>
                        Look
                      </Link>
                    </li>
                  ))}
                </ul>
              </Section>
            )}
            {people.length === 0 ? (
              <Lesson title="Nobody yet">
                A list of your people, and who reports to whom, comes in with a file; or add them one by one.
              </Lesson>
            ) : (
              <DataTable
                name="People"
                rows={asTree(people).filter(({ person }) =>
                  person.name.toLowerCase().includes(sought.trim().toLowerCase()),
                )}
                columns={columns}
                rowKey={({ person }) => person.id}
                rowClass={({ person }) => (person.isHouse ? 'hidden-person' : undefined)}
              />
            )}
          </>
        )}
      </Asked>
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        title="Who joins?"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {adding && <AddPerson people={answer.data?.people ?? []} done={() => setAdding(false)} />}
      </Modal>
    </>
  )
}

function Known({ people, on }: { people: readonly PersonCard[]; on: string }) {
  const format = useFormat()
  const { person, organisation } = useMe()
  const count = people.filter(one => !one.isHouse).length
  const namesHidden = person.roles.includes('executive') && !organisation.executivesSeeNames
  return (
    <>
      {count === 1 ? '1 person' : `${format.count(count)} people`} you may know, as their reporting lines
      stood on {format.day(on)}.{namesHidden && ' Salespeople’s names are not shown to executives here.'}
    </>
  )
}

function useColumns(indented: boolean): readonly Column<Placed>[] {
  return useMemo(
    () => [
      {
        key: 'name',
        head: 'Name',
        cell: ({ person, depth }) => (
          <span className="in-tree" style={{ '--depth': indented ? depth : 0 } as CSSProperties}>
            {person.isHouse ? (
              person.name
            ) : (
              <Link to="/people/$id" params={{ id: person.id }}>
                {person.name}
              </Link>
            )}
          </span>
        ),
      },
      {
        key: 'roles',
        head: 'Does',
        sort: ({ person }) => rolesOf(person),
        cell: ({ person }) => rolesOf(person),
      },
      {
        key: 'manager',
        head: 'Reports to',
        sort: ({ person }) => person.managerName,
        cell: ({ person }) => person.managerName,
      },
      { key: 'place', head: 'Place', sort: ({ person }) => person.place, cell: ({ person }) => person.place },
      {
        key: 'reports',
        head: 'Reports',
        end: true,
        sort: ({ person }) => person.reports,
        cell: ({ person }) => person.reports || '',
      },
      {
        key: 'signOn',
        head: 'Sign-on',
        sort: ({ person }) => person.signOn,
        cell: ({ person }) =>
          person.isHouse ? '' : <span className="quiet">{signOnWords[person.signOn]}</span>,
      },
    ],
    [indented],
  )
}
