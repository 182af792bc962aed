import { eventsFile, eventsWorkbook, listEvents, listPeople } from '#contract/people.ts'
import { msg, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useAnswer, usePages } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { More, usePageSize } from '#web/parts/More.tsx'
import { Page } from '#web/parts/Page.tsx'
import { Lesson, Trouble, Waiting } from '#web/parts/states.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { orderIn } from '#web/search.ts'
import { useFormat, useMe } from '#web/session.tsx'
import { written } from './event-values.ts'
import { eventWords } from './event-words.ts'

const route = getRouteApi('/inside/events')
type Event = Answer<typeof listEvents>['events'][number]

const kinds = {
  changes: msg`everything but sign-ins`,
  people: msg`people and settings`,
  ledger: msg`the ledger`,
  'sign-on': msg`sign-ins`,
  all: msg`everything`,
} as const

/** What was changed, by whom and why: nothing is ever taken from this list. */
export function Events() {
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/events' })
  const change = (to: Partial<typeof search>) =>
    void navigate({ search: before => ({ ...before, ...to }), replace: true, resetScroll: false })
  const format = useFormat()
  const kind = search.kind && search.kind in kinds ? (search.kind as keyof typeof kinds) : 'changes'
  const sort = orderIn(search.sort, ['at'], '-at')
  const filter = { kind, sort, ...(search.subject ? { subject: search.subject } : {}) }
  const size = usePageSize()
  const administers = useMe().person.roles.includes('administrator')
  const people = useAnswer(listPeople, {}).data?.people
  const pages = usePages(listEvents, { query: { ...filter, limit: size } })
  const events = pages.data?.pages.flatMap(page => page.events) ?? []
  const names = useMemo(() => new Map(people?.map(({ id, name }) => [id, name])), [people])
  const columns = useMemo(
    (): Column<Event>[] => [
      {
        key: 'at',
        head: t`When`,
        sort: event => event.at,
        cell: event => <span className="number">{format.moment(event.at)}</span>,
      },
      { key: 'who', head: t`Who`, cell: event => event.who },
      { key: 'what', head: t`What`, cell: event => eventWords(event.action, event.subject) },
      { key: 'before', head: t`Before`, cell: event => written(event.before, names, format) },
      { key: 'after', head: t`After`, cell: event => written(event.after, names, format) },
      { key: 'why', head: t`Why`, wide: true, cell: event => event.why },
    ],
    [format, names],
  )
  return (
    <>
      <Page
        question={t`What was changed, and by whom?`}
        answer={
          administers
            ? t`Every change of people, accounts, imports and settings. Nobody can take a line out of it. Sign-ins are kept too, and shown when you choose them.`
            : t`What you changed yourself; an administrator sees what everybody did. Nobody can take a line out of it.`
        }
        actions={<TakeAlong files={[eventsFile, eventsWorkbook]} ask={{ query: filter }} />}
      />
      <div className="controls">
        <Select
          label={t`What`}
          w={240}
          allowDeselect={false}
          data={Object.entries(kinds).map(([value, label]) => ({ value, label: t(label) }))}
          value={kind}
          onChange={chosen => change({ kind: chosen ?? undefined })}
        />
      </div>
      {pages.error && <Trouble error={pages.error} again={pages.refetch} />}
      {pages.isPending && <Waiting />}
      {pages.data && events.length === 0 && (
        <Lesson title={administers ? t`Nothing was changed yet` : t`You have changed nothing yet`}>
          <Trans>Each change that you make is written down here, with what stood there before.</Trans>
        </Lesson>
      )}
      {events.length > 0 && (
        <DataTable
          name={t`Changes`}
          rows={events}
          columns={columns}
          rowKey={event => event.id}
          order={{ by: sort, change: by => change({ sort: by }), sorts: 'server' }}
          foot={<More pages={pages} label={t`More changes`} />}
        />
      )}
    </>
  )
}
