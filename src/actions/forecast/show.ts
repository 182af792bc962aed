import { administersOrDirects, signedIn } from '#access/permissions.ts'
import { action } from '../action.ts'
import {
  forecastFile,
  forecastWorkbook,
  publishForecast,
  showForecast,
  stopForecast,
} from '#contract/forecast.ts'
import { forecastRecord } from '#contract/forecast/record.ts'
import { Failure } from '#core/failure.ts'
import {
  addForecastJob,
  cancelForecastJob,
  type ForecastJob,
  holdForecastJobs,
  lastForecastJob,
} from '#db/forecast/jobs.ts'
import { v7 as uuidv7 } from 'uuid'
import { sheetFileActions } from '../table-files.ts'
import { recordFor } from './fared.ts'
import { publishedOf } from './published.ts'
import { sheets } from './sheets.ts'
import { subjectOf, whose } from './subject.ts'

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

const files = sheetFileActions([forecastFile, forecastWorkbook], {
  may: signedIn,
  async tables(context, { query: { subject: asked, what } }) {
    const subject = await subjectOf(context, asked)
    const make = (of: keyof typeof sheets) => () => sheets[of](context, subject)
    return {
      name: subject.name,
      what,
      of: {
        forecast: make('forecast'),
        people: make('people'),
        horizons: make('horizons'),
        record: make('record'),
        own: make('own'),
      },
    }
  },
})

const record = action(forecastRecord, {
  may: signedIn,
  run: async (context, { query }) => recordFor(context, await subjectOf(context, query.subject)),
})

const publish = action(publishForecast, {
  may: administersOrDirects,
  async run({ db, actor, scope, house, record: tell, after }, { body }) {
    await holdForecastJobs(db, scope)
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

export const publishedActions = [show, ...files, record, publish, stop] as const
