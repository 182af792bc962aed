import type { Context } from '../action.ts'
import { addDays, type Day, type Period, periodAt, weekday } from '#core/calendar/index.ts'
import { type Cycle, type PersonSays, readPeopleSay, readTeamSays } from '#db/forecast/own.ts'
import { latestForecast, valuesOfPeople } from '#db/forecast/read.ts'
import { type Calendar, calendarOf } from '../asked/calendar.ts'
import type { Subject } from './subject.ts'

/** What people say of this quarter and the next, beside the model and what somebody above put there. */
export async function peopleSay(context: Context, of: { subject: Subject; cycle: Cycle }) {
  const { db, actor } = context
  const { subject, cycle } = of
  const calendar = await calendarOf(db, actor.today)
  const periods = quartersOf(calendar)
  const since = dueSince(cycle, calendar)
  const said = await readPeopleSay(db, { periods, whom: subject })
  const sums = subject.kind === 'team' ? await readTeamSays(db, subject.id, periods) : []
  const model = await modelOf(
    context,
    said.flat().map(({ personId }) => personId),
  )
  return periods.map(({ code, from, to }, at) => ({
    code,
    from,
    to,
    people: said[at]!.map(row => ({
      ...shownOf(context, row, { from, since }),
      model: model(row, { from, to }),
    })),
    sum: sums[at] ?? null,
  }))
}

/** The quarter under way and the next one: inside a quarter timing is nobody's merit or fault. */
export async function quartersNow({ db, actor }: Context): Promise<Period[]> {
  return quartersOf(await calendarOf(db, actor.today))
}

function quartersOf({ periods, today }: Calendar): Period[] {
  const quarters = periods.filter(({ kind }) => kind === 'quarter')
  const now = quarters.findIndex(({ from, to }) => from <= today && today <= to)
  return now < 0 ? [] : quarters.slice(now, now + 2)
}

/** From which day on a word counts as this cycle's; undefined where nothing is asked. */
function dueSince({ every }: Pick<Cycle, 'every'>, { periods, today }: Calendar): Day | undefined {
  if (every === 'off') return undefined
  if (every === 'week') return addDays(today, 1 - weekday(today))
  return periodAt(periods, 'month', today)?.from
}

function shownOf({ actor }: Context, row: PersonSays, of: { from: Day; since: Day | undefined }) {
  const { said, adjusted, below, ...rest } = row
  const asked = of.since !== undefined && of.from <= actor.today
  return {
    ...rest,
    me: row.personId === actor.person,
    mayAdjust: below,
    due: asked && (said === null || said.on < of.since!),
    said: said && { commit: said.commit, likely: said.likely, best: said.best, note: said.note, at: said.at },
    adjusted: adjusted && { ...adjusted, by: adjusted.by ?? 'Somebody above' },
  }
}

/** What the model expects of a person's quarter: what is billed of it, and the forecast's months that are left of it. */
async function modelOf({ db }: Context, people: readonly string[]) {
  const forecast = await latestForecast(db)
  const known = forecast && (await valuesOfPeople(db, forecast.id, [...new Set(people)]))
  return ({ personId, billed }: PersonSays, { from, to }: { from: Day; to: Day }) => {
    const own = known?.get(personId)
    const months = (forecast?.ahead ?? []).flatMap((month, at) =>
      month.from >= from && month.to <= to ? [at + 1] : [],
    )
    if (!own || months.length === 0) return null
    const begun = months[0] === 1
    const stands = begun ? billed - own.soFar : 0
    const exact = begun ? own.values.find(value => value.from === 1 && value.to === months.length) : undefined
    if (exact)
      return { mean: stands + exact.mean, low80: stands + exact.low80, high80: stands + exact.high80 }
    const single = own.values.filter(value => value.from === value.to && months.includes(value.from))
    const sum = (end: 'mean' | 'low80' | 'high80') =>
      single.reduce((all, month) => all + month[end], Math.max(0, stands))
    return { mean: sum('mean'), low80: sum('low80'), high80: sum('high80') }
  }
}
