import { listEvents } from '#contract/people.ts'
import { Button } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { usePages } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { Page } from '#web/parts/Page.tsx'
import { Lesson, Trouble, Waiting } from '#web/parts/states.tsx'
import { useFormat } from '#web/session.tsx'
import { eventWords } from './event-words.ts'

const route = getRouteApi('/inside/events')
type Event = Answer<typeof listEvents>['events'][number]

/** What was changed, by whom and why: nothing is ever taken from this list. */
export function Events() {
  const { subject } = route.useSearch()
  const format = useFormat()
  const pages = usePages(listEvents, { query: { limit: 100, ...(subject ? { subject } : {}) } })
  const events = pages.data?.pages.flatMap(page => page.events) ?? []
  const columns = useMemo(
    (): Column<Event>[] => [
      { key: 'at', head: 'When', cell: event => <span className="number">{format.moment(event.at)}</span> },
      { key: 'who', head: 'Who', cell: event => event.who },
      { key: 'what', head: 'What', cell: event => eventWords(event.action, event.subject) },
      { key: 'before', head: 'Before', cell: event => written(event.before) },
      { key: 'after', head: 'After', cell: event => written(event.after) },
      { key: 'why', head: 'Why', wide: true, cell: event => event.why },
    ],
    [format],
  )
  return (
    <>
      <Page
        question="What was changed, and by whom?"
        answer="Every change of people, accounts, imports and settings, newest first. Nobody can take a line out of it."
      />
      {pages.error && <Trouble error={pages.error} again={pages.refetch} />}
      {pages.isPending && <Waiting />}
      {pages.data && events.length === 0 && (
        <Lesson title="Nothing was changed yet">
          Each change that somebody makes is written down here, with what stood there before.
        </Lesson>
      )}
      {events.length > 0 && (
        <DataTable
          name="Changes"
          rows={events}
          columns={columns}
          rowKey={event => event.id}
          foot={
            pages.hasNextPage && (
              <Button
                variant="default"
                size="xs"
                loading={pages.isFetchingNextPage}
                onClick={() => void pages.fetchNextPage()}
              >
                Older changes
              </Button>
            )
          }
        />
      )}
    </>
  )
}

/** Before and after are whatever the change was about; short and flat enough to read in a cell. */
function written(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(written).join(', ') || 'none'
  if (typeof value === 'object')
    return Object.entries(value)
      .filter(([, part]) => part !== 0)
      .map(([name, part]) => `${fieldWords[name] ?? name}: ${written(part) || 'none'}`)
      .join('; ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const fieldWords: Record<string, string> = {
  kind: 'what',
  fresh: 'new',
  removed: 'taken out',
  code: 'number',
  timeZone: 'time zone',
  start: 'first day',
  end: 'last day',
  managerId: 'manager',
  from: 'from',
}
