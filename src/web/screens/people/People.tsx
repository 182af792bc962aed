import { listPeople, peopleFile, peopleWorkbook } from '#contract/people.ts'
import { t } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import { Button, Modal, TextInput } from '@mantine/core'
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { type CSSProperties, useMemo, useState } from 'react'
import { useAnswer } from '#web/asking.ts'
import { DayField } from '#web/parts/DayField.tsx'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { LinkButton } from '#web/parts/LinkButton.tsx'
import { Page, Section } from '#web/parts/Page.tsx'
import { Asked, Lesson } from '#web/parts/states.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { orderIn } from '#web/search.ts'
import { useFormat, useMay, useMe } from '#web/session.tsx'
import { AddPerson } from './AddPerson.tsx'
import { HandOvers } from './HandOvers.tsx'
import { type PersonCard, asTree, rolesOf, signOnWords } from './words.ts'

const route = getRouteApi('/inside/people')
type Placed = { person: PersonCard; depth: number }

/** Who reports to whom, on any day. */
export function People() {
  const search = route.useSearch()
  const { on } = search
  const sort = orderIn(search.sort, ['roles', 'manager', 'place', 'reports', 'signOn'], '-reports')
  const order = search.sort === sort ? sort : undefined
  const navigate = useNavigate({ from: '/people' })
  const may = useMay()
  const { organisation } = useMe()
  const [sought, setSought] = useState('')
  const [adding, setAdding] = useState(false)
  const answer = useAnswer(listPeople, { query: on ? { on } : {} })
  const columns = useColumns(sought === '' && order === undefined)
  return (
    <>
      <Page
        question={t`Who reports to whom?`}
        answer={answer.data && <Known {...answer.data} />}
        actions={
          <>
            <TakeAlong
              files={[peopleFile, peopleWorkbook]}
              ask={{
                query: {
                  ...(on ? { on } : {}),
                  ...(sought ? { q: sought } : {}),
                  ...(order ? { sort: order } : {}),
                },
              }}
            />
            {may.administerOrDirect && (
              <>
                <Button variant="default" onClick={() => setAdding(true)}>
                  <Trans>Add somebody</Trans>
                </Button>
                <LinkButton variant="default" to="/imports/new">
                  <Trans>Import a list</Trans>
                </LinkButton>
              </>
            )}
          </>
        }
      />
      <div className="controls">
        <DayField
          label={t`On`}
          w={160}
          value={on ?? organisation.today}
          onChange={day =>
            void navigate({
              search: before => ({ ...before, on: day && day !== organisation.today ? day : undefined }),
              replace: true,
            })
          }
        />
        <TextInput
          label={t`Name`}
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
              <Section title={t`Not in order`}>
                <ul className="gaps">
                  {gaps.map(({ personId, sentence }) => (
                    <li key={personId + sentence}>
                      <span className="slip" aria-hidden="true">
                        ▲
                      </span>{' '}
                      {sentence}{' '}
                      <Link to="/people/$id" params={{ id: personId }}>
                        <Trans>Look</Trans>
                      </Link>
                    </li>
                  ))}
                </ul>
              </Section>
            )}
            {people.length === 0 ? (
              <Lesson title={t`Nobody yet`}>
                <Trans>
                  A list of your people, and who reports to whom, comes in with a file; or add them one by
                  one.
                </Trans>
              </Lesson>
            ) : (
              <DataTable
                name={t`People`}
                rows={asTree(people).filter(({ person }) =>
                  person.name.toLowerCase().includes(sought.trim().toLowerCase()),
                )}
                columns={columns}
                order={{
                  by: order,
                  change: by => void navigate({ search: before => ({ ...before, sort: by }), replace: true }),
                  sorts: 'here',
                }}
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
        title={t`Who joins?`}
        closeButtonProps={{ 'aria-label': t`Close` }}
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
      <Trans>
        <Plural value={count} one="# person" other="# people" /> you may know, as their reporting lines stood
        on {format.day(on)}.
      </Trans>
      {namesHidden && <> {t`Salespeople’s names are not shown to executives here.`}</>}
    </>
  )
}

function useColumns(indented: boolean): readonly Column<Placed>[] {
  return useMemo(
    () => [
      {
        key: 'name',
        head: t`Name`,
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
        head: t`Does`,
        sort: ({ person }) => rolesOf(person),
        cell: ({ person }) => rolesOf(person),
      },
      {
        key: 'manager',
        head: t`Reports to`,
        sort: ({ person }) => person.managerName,
        cell: ({ person }) => person.managerName,
      },
      {
        key: 'place',
        head: t`Place`,
        sort: ({ person }) => person.place,
        cell: ({ person }) => person.place,
      },
      {
        key: 'reports',
        head: t`Reports`,
        end: true,
        sort: ({ person }) => person.reports,
        cell: ({ person }) => person.reports || '',
      },
      {
        key: 'signOn',
        head: t`Sign-on`,
        sort: ({ person }) => person.signOn,
        cell: ({ person }) =>
          person.isHouse ? '' : <span className="quiet">{t(signOnWords[person.signOn])}</span>,
      },
    ],
    [indented],
  )
}
