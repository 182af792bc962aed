import { administersOrDirects, signedIn } from '#access/permissions.ts'
import { action, type Context } from '../action.ts'
import { adjustForecast, peopleForecast, sayForecast, setCycle, showCycle } from '#contract/forecast.ts'
import {
  addDays,
  type Day,
  type Period,
  periodAt,
  periodsOf,
  addMonths,
  weekday,
} from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import { fiscalCalendar } from '#db/figures/calendar.ts'
import {
  addAdjustment,
  addCycle,
  addOwnForecast,
  type Cycle,
  isBelow,
  type PersonSays,
  readCycle,
  readPeopleSay,
  readTeamSays,
} from '#db/forecast/own.ts'
import { latestForecast, nodeOf, valuesOf } from '#db/forecast/read.ts'
import { subjectOf, whose } from './subject.ts'

const cycle = action(showCycle, { may: signedIn, run: ({ db }) => readCycle(db) })

const set = action(setCycle, {
  may: administersOrDirects,
  async run({ db, scope, record }, { body }) {
    const before = await readCycle(db)
    const subjectId = await addCycle(db, scope, body)
    const { why, ...after } = body
    await record({ action: 'forecast.cycleSet', subject: 'forecast_cycle', subjectId, before, after, why })
    return { done: true } as const
  },
})

const people = action(peopleForecast, {
  may: signedIn,
  async run(context, { query }) {
    const { db } = context
    const subject = await subjectOf(context, query.subject)
    const { every, minutes, ...rest } = await readCycle(db)
    const { periods, today } = await quartersOf(context)
    const shown = []
    for (const { code, from, to } of periods) {
      const rows = await readPeopleSay(db, { from, to, whom: subject })
      const since = dueSince({ every, minutes, ...rest }, { calendar: await calendarOf(context), today })
      shown.push({
        code,
        from,
        to,
        people: await Promise.all(rows.map(row => shownOf(context, row, { from, to, since }))),
        sum: subject.kind === 'team' ? ((await readTeamSays(db, subject.id, { from, to })) ?? null) : null,
      })
    }
    return { subject: whose(subject), every, minutes, periods: shown }
  },
})

async function calendarOf({ db, actor }: Context): Promise<Period[]> {
  const { rule, table, ledgerFrom } = await fiscalCalendar(db)
  return table.length > 0 ? table : periodsOf(rule, ledgerFrom ?? actor.today, addMonths(actor.today, 12))
}

/** The quarter under way and the next one: inside a quarter timing is nobody's merit or fault. */
async function quartersOf(context: Context): Promise<{ periods: Period[]; today: Day }> {
  const { today } = context.actor
  const quarters = (await calendarOf(context)).filter(({ kind }) => kind === 'quarter')
  const now = quarters.findIndex(({ from, to }) => from <= today && today <= to)
  return { periods: now < 0 ? [] : quarters.slice(now, now + 2), today }
}

/** From which day on a word counts as this cycle's; undefined where nothing is asked. */
function dueSince({ every }: Cycle, of: { calendar: readonly Period[]; today: Day }): Day | undefined {
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

const say = action(sayForecast, {
  may: signedIn,
  async run(context, { body }) {
    const { db, scope, actor, record } = context
    if (!actor.roles.has('salesperson'))
      throw new Failure('not_allowed', 'Own numbers are salespeople’s: you are not one of them.')
    if ((await readCycle(db)).every === 'off')
      throw new Failure(
        'conflict',
        'Nobody is asked for own numbers: the sales director has not switched the cycle on.',
      )
    await mustBeQuarter(context, body)
    if (!(body.commit <= body.likely && body.likely <= body.best))
      throw new Failure(
        'invalid',
        'Commit is at most likely, and likely at most best. Put the three in that order.',
      )
    const subjectId = await addOwnForecast(db, scope, body)
    await record({ action: 'forecast.said', subject: 'own_forecast', subjectId, after: body })
    return { done: true } as const
  },
})

async function mustBeQuarter(context: Context, { from, to }: { from: string; to: string }): Promise<void> {
  const { periods } = await quartersOf(context)
  if (!periods.some(period => period.from === from && period.to === to))
    throw new Failure('invalid', 'Say it of the quarter under way or of the next one.')
}

const adjust = action(adjustForecast, {
  may: signedIn,
  async run(context, { body }) {
    const { db, scope, record } = context
    if (!(await isBelow(db, scope, body.personId)))
      throw new Failure('not_found', 'There is nobody of that name below you.')
    await mustBeQuarter(context, body)
    const subjectId = await addAdjustment(db, scope, body)
    const { reason: why, ...after } = body
    await record({ action: 'forecast.adjusted', subject: 'forecast_adjustment', subjectId, after, why })
    return { done: true } as const
  },
})

export const peopleForecastActions = [cycle, set, people, say, adjust]
