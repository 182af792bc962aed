import { signedIn } from '#access/permissions.ts'
import { action } from '../action.ts'
import { tableFileActions } from '../table-files.ts'
import { eventsFile, eventsWorkbook, listEvents } from '#contract/people.ts'
import { isDay } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import { readEvents, streamEvents } from '#db/people/log.ts'

const list = action(listEvents, {
  may: signedIn,
  async run({ db, scope }, { query }) {
    const rows = await readEvents(db, scope, {
      ...query,
      after: query.after === undefined ? undefined : cursorIn(query.after),
      limit: query.limit + 1,
    })
    const events = rows.slice(0, query.limit)
    const last = events.at(-1)
    return { events, next: rows.length > query.limit && last ? `${last.at}_${last.id}` : null }
  },
})

function cursorIn(text: string): { at: string; id: string } {
  const [, at, id] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/.exec(text) ?? []
  if (at === undefined || id === undefined || !isDay(at.slice(0, 10)) || Number.isNaN(Date.parse(at)))
    throw new Failure('invalid', 'This page cannot be continued from there. Begin at the first.')
  return { at, id }
}

const files = tableFileActions([eventsFile, eventsWorkbook], {
  may: signedIn,
  async table({ scope, stream }, { query }) {
    const rows = stream(async function* (db) {
      for await (const events of streamEvents(db, scope, query))
        yield events.map(({ at, who, action: what, subject, before, after, why }) => [
          at,
          who,
          what,
          subject,
          flat(before),
          flat(after),
          why,
        ])
    })
    const columns = [
      { name: 'When (UTC)', width: 28 },
      { name: 'Who', width: 24 },
      { name: 'What', width: 24 },
      { name: 'Of what' },
      { name: 'Before', width: 40 },
      { name: 'After', width: 40 },
      { name: 'Why', width: 40 },
    ]
    return { name: `changes ${scope.today}`, sheet: { name: 'Changes', columns, rows } }
  },
})

/** Whatever a change was about, in one cell. */
function flat(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

export const eventActions = [list, ...files]
