import { administersOrDirects, signedIn } from '#access/permissions.ts'
import { action, type Context } from '../action.ts'
import {
  forecastFile,
  forecastRecord,
  forecastWorkbook,
  publishForecast,
  showForecast,
  stopForecast,
} from '#contract/forecast.ts'
import { Failure } from '#core/failure.ts'
import { recordOf, type Scored } from '#core/forecast/house/index.ts'
import { addForecastJob, cancelForecastJob, type ForecastJob, lastForecastJob } from '#db/forecast/jobs.ts'
import { ownRecord, type SaidRow, teamRecord } from '#db/forecast/own.ts'
import { type ScoreRow, scoresOf } from '#db/forecast/read.ts'
import { v7 as uuidv7 } from 'uuid'
import { publishedOf } from './published.ts'
import { sheetOf } from './sheet.ts'
import { type Subject, subjectOf, whose } from './subject.ts'

const show = action(showForecast, {
  may: signedIn,
  async run(context, { query }) {
    const subject = await subjectOf(context, query.subject)
    const job = await lastForecastJob(context.db, context.scope)
    return { subject: whose(subject), job: job ? shown(job) : null, ...(await publishedOf(context, subject)) }
  },
})

function shown({ id, state, months, done, total, sentence, askedAt, endedAt }: ForecastJob) {
  return {
    id,
    state,
    months,
    done,
    total,
    sentence,
    askedAt: askedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }
}

async function sheetFor(context: Context, asked: string) {
  const { none, forecast } = await publishedOf(context, await subjectOf(context, asked))
  if (!forecast) throw new Failure('not_found', none)
  return sheetOf(forecast, context.actor.currency)
}

const asCsv = action(forecastFile, {
  may: signedIn,
  run: async (context, { query }) => ({
    name: 'forecast.csv',
    mediaType: 'text/csv; charset=utf-8',
    body: context.house.files.csv(await sheetFor(context, query.subject)),
  }),
})

const asWorkbook = action(forecastWorkbook, {
  may: signedIn,
  run: async (context, { query }) => ({
    name: 'forecast.xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body: await context.house.files.workbook([await sheetFor(context, query.subject)]),
  }),
})

const record = action(forecastRecord, {
  may: signedIn,
  async run(context, { query }) {
    const subject = await subjectOf(context, query.subject)
    const scores = await scoresOf(context.db, subject)
    return { subject: whose(subject), ...fared(scores), people: await peopleOf(context, subject) }
  },
})

/** So many spans ahead have a record of their own; the rest of a year is another span each time. */
const spans = [...Array.from({ length: 12 }, (_, at) => [at + 1, at + 1]), [1, 3], [1, 6], [1, 9], [1, 12]]

function fared(scores: readonly ScoreRow[]) {
  const scored = (row: ScoreRow): Scored => ({
    ...row,
    range50: [row.low50, row.high50],
    range80: [row.low80, row.high80],
    range95: [row.low95, row.high95],
  })
  return {
    ahead: spans.flatMap(([from, to]) => {
      const own = scores.filter(row => row.from === from && row.to === to)
      if (own.length === 0) return []
      return [{ months: to!, sum: from !== to, record: recordOf(own.map(scored)) }]
    }),
    list: scores
      .filter(({ from, to }) => from === 1 && to === 1)
      .map(({ ahead, naive, ...row }) => ({ ...row, ...ahead[0]!, yearBefore: naive })),
  }
}

/** A person's record is that person's; others see the team's. */
async function peopleOf({ db, actor }: Context, subject: Subject) {
  const mine = subject.kind === 'person' && subject.id === actor.person
  if (!mine && (subject.kind === 'person' || !subject.open)) return null
  const said = mine ? await ownRecord(db) : await teamRecord(db, subject.id)
  return said.length === 0 ? null : { record: recordOf(said.map(plain)), list: said }
}

const plain = ({ likely, actual }: SaidRow): Scored => ({
  mean: likely,
  actual,
  naive: null,
  range50: null,
  range80: null,
  range95: null,
})

const publish = action(publishForecast, {
  may: administersOrDirects,
  async run({ db, actor, scope, house, record: tell, after }, { body }) {
    const last = await lastForecastJob(db, scope)
    if (last?.state === 'waiting' || last?.state === 'running')
      throw new Failure('conflict', 'A forecast is being made already. Wait for it, or cancel it.')
    const id = uuidv7()
    await addForecastJob(db, scope, { id, ...body })
    await tell({ action: 'forecast.asked', subject: 'forecast_job', subjectId: id, after: body })
    after(() => house.enqueue({ org: actor.org, forecastJob: id }))
    return { id }
  },
})

const stop = action(stopForecast, {
  may: administersOrDirects,
  async run({ db, scope, record: tell }) {
    const last = await lastForecastJob(db, scope)
    if (!last) throw new Failure('not_found', 'No forecast is being made.')
    await cancelForecastJob(db, scope, last.id)
    await tell({ action: 'forecast.cancelled', subject: 'forecast_job', subjectId: last.id })
    return { done: true } as const
  },
})

export const publishedActions = [show, asCsv, asWorkbook, record, publish, stop] as const
