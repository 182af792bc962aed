import { signedIn } from '#access/permissions.ts'
import { action } from '../action.ts'
import { listEvents } from '#contract/people.ts'
import { isDay } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import { readEvents } from '#db/people/log.ts'

const list = action(listEvents, {
  may: signedIn,
  async run({ db, scope }, { query }) {
    const rows = await readEvents(db, scope, {
      subject: query.subject,
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

export const eventActions = [list]
