import type { Context } from '../action.ts'
import {
  addDays,
  addMonths,
  type Day,
  type Period,
  periodAt,
  periodsOf,
  weekday,
} from '#core/calendar/index.ts'
import { fiscalCalendar } from '#db/figures/calendar.ts'
import { type Cycle, type PersonSays, readPeopleSay, readTeamSays } from '#db/forecast/own.ts'
import { latestForecast, nodeOf, valuesOf } from '#db/forecast/read.ts'
import type { Subject } from './subject.ts'

/** What people say of this quarter and the next, beside the model and what somebody above put there. */
export async function peopleSay(context: Context, of: { subject: Subject; cycle: Cycle }) {
  const { db } = context
  const { subject, cycle } = of
  const { periods, today } = await quartersOf(context)
  const since = dueSince(cycle, { calendar: await calendarOf(context), today })
  const shown = []
  for (const { code, from, to } of periods) {
    const rows = await readPeopleSay(db, { from, to, whom: subject })
    shown.push({
      code,
      from,
      to,
      people: await Promise.all(rows.map(row => shownOf(context, row, { from, to, since }))),
      sum: subject.kind === 'team' ? ((await readTeamSays(db, subject.id, { from, to })) ?? null) : null,
    })
  }
  return shown
}

async function calendarOf({ db, actor }: Context): Promise<Period[]> {
  const { rule, table, ledgerFrom } = await fiscalCalendar(db)
  return table.length > 0 ? table : periodsOf(rule, ledgerFrom ?? actor.today, addMonths(actor.today, 12))
}

/** The quarter under way and the next one: inside a quarter timing is nobody's merit or fault. */
export async function quartersOf(context: Context): Promise<{ periods: Period[]; today: Day }> {
  const { today } = context.actor
  const quarters = (await calendarOf(context)).filter(({ kind }) => kind === 'quarter')
  const now = quarters.findIndex(({ from, to }) => from <= today && today <= to)
  return { periods: now < 0 ? [] : quarters.slice(now, now + 2), today }
}

/** From which day on a word counts as this cycle's; undefined where nothing is asked. */
function dueSince(
  { every }: Pick<Cycle, 'every'>,
  of: { calendar: readonly Period[]; today: Day },
): Day | undefined {
  if (every === 'off') return undefined
  if (every === 'week') return addDays(of.today, 1 - weekday(of.today))
  return periodAt(of.calendar, 'month', of.today)?.from
}

async function shownOf(
  context: Context,
  row: PersonSays,
  of: { from: Day; to: Day; since: Day | undefined },
) {
  const { said, adjusted, below, ...rest } = row
  const asked = of.since !== undefined && of.from <= context.actor.today
  return {
    ...rest,
    me: row.personId === context.actor.person,
    mayAdjust: below,
    due: asked && (said === null || said.on < of.since!),
    said: said && { commit: said.commit, likely: said.likely, best: said.best, note: said.note, at: said.at },
    adjusted: adjusted && { ...adjusted, by: adjusted.by ?? 'Somebody above' },
    model: await modelOf(context, row, of),
  }
}

/** What the model expects of the quarter: what is billed of it, and the forecast's months that are left of it. */
async function modelOf({ db }: Context, row: PersonSays, { from, to }: { from: Day; to: Day }) {
  const forecast = await latestForecast(db)
  const node = forecast && (await nodeOf(db, forecast.id, { kind: 'person', id: row.personId }))
  if (!node) return null
  const inside = forecast.ahead.flatMap((month, at) => (month.from >= from && month.to <= to ? [at + 1] : []))
  if (inside.length === 0) return null
  const values = await valuesOf(db, forecast.id, node.n)
  const months = values.filter(value => value.from === value.to && inside.includes(value.from))
  const billed = inside[0] === 1 ? row.billed - node.soFar : 0
  const sum = (of: 'mean' | 'low80' | 'high80') =>
    months.reduce((all, month) => all + month[of], Math.max(0, billed))
  const exact = values.find(value => value.from === 1 && value.to === inside.length && inside[0] === 1)
  if (!exact) return { mean: sum('mean'), low80: sum('low80'), high80: sum('high80') }
  return { mean: billed + exact.mean, low80: billed + exact.low80, high80: billed + exact.high80 }
}
