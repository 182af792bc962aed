import type { MessageDescriptor } from '@lingui/core'
import { eventsFile, eventsWorkbook, listEvents } from '#contract/people.ts'
import { msg, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { usePages } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { More, usePageSize } from '#web/parts/More.tsx'
import { Page } from '#web/parts/Page.tsx'
import { Lesson, Trouble, Waiting } from '#web/parts/states.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { orderIn } from '#web/search.ts'
import { useFormat } from '#web/session.tsx'
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
  const pages = usePages(listEvents, { query: { ...filter, limit: size } })
  const events = pages.data?.pages.flatMap(page => page.events) ?? []
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
      { key: 'before', head: t`Before`, cell: event => written(event.before) },
      { key: 'after', head: t`After`, cell: event => written(event.after) },
      { key: 'why', head: t`Why`, wide: true, cell: event => event.why },
    ],
    [format],
  )
  return (
    <>
      <Page
        question={t`What was changed, and by whom?`}
        answer={t`Every change of people, accounts, imports and settings. Nobody can take a line out of it. Sign-ins are kept too, and shown when you choose them.`}
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
        <Lesson title={t`Nothing was changed yet`}>
          <Trans>Each change that somebody makes is written down here, with what stood there before.</Trans>
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

/** Before and after are whatever the change was about; short and flat enough to read in a cell. */
function written(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(written).join(', ') || t`none`
  if (typeof value === 'object')
    return Object.entries(value)
      .filter(([, part]) => part !== 0)
      .map(([name, part]) => `${fieldWords[name] ? t(fieldWords[name]) : name}: ${written(part) || t`none`}`)
      .join('; ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const fieldWords: Record<string, MessageDescriptor> = {
  kind: msg`what`,
  fresh: msg`new`,
  removed: msg`taken out`,
  code: msg`number`,
  timeZone: msg`time zone`,
  start: msg`first day`,
  end: msg`last day`,
  managerId: msg`manager`,
  from: msg`from`,
}
