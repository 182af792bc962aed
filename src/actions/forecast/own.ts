import { administersOrDirects, signedIn } from '#access/permissions.ts'
import { action, type Context } from '../action.ts'
import { adjustForecast, peopleForecast, sayForecast, setCycle, showCycle } from '#contract/forecast/own.ts'
import { Failure } from '#core/failure.ts'
import { addAdjustment, addCycle, addOwnForecast, holdCycle, mayAdjust, readCycle } from '#db/forecast/own.ts'
import { peopleSay, quartersNow } from './saying.ts'
import { subjectOf, whose } from './subject.ts'

const showsCycle = action(showCycle, { may: signedIn, run: ({ db }) => readCycle(db) })

const set = action(setCycle, {
  may: administersOrDirects,
  async run({ db, scope, record }, { body }) {
    const { id, ...before } = await holdCycle(db, scope)
    const { why = '', follows, ...after } = body
    if (before.every === after.every && before.minutes === after.minutes && before.why === why) return { id }
    if (follows !== id)
      throw new Failure(
        'conflict',
        'Somebody else has set the cycle in the meantime. Look at how it stands now, then set it again.',
      )
    const subjectId = await addCycle(db, scope, { ...after, why })
    await record({ action: 'forecast.cycleSet', subject: 'forecast_cycle', subjectId, before, after, why })
    return { id: subjectId }
  },
})

const people = action(peopleForecast, {
  may: signedIn,
  async run(context, { query }) {
    const subject = await subjectOf(context, query.subject)
    const cycle = await readCycle(context.db)
    return { subject: whose(subject), cycle, periods: await peopleSay(context, { subject, cycle }) }
  },
})

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
    if (subjectId) await record({ action: 'forecast.said', subject: 'own_forecast', subjectId, after: body })
    return { done: true } as const
  },
})

async function mustBeQuarter(context: Context, { from, to }: { from: string; to: string }): Promise<void> {
  const quarters = await quartersNow(context)
  if (!quarters.some(period => period.from === from && period.to === to))
    throw new Failure('invalid', 'Say it of the quarter under way or of the next one.')
}

const adjust = action(adjustForecast, {
  may: signedIn,
  async run(context, { body }) {
    const { db, scope, record } = context
    if (!(await mayAdjust(db, scope, body.personId)))
      throw new Failure('not_found', 'There is no such salesperson among those you lead.')
    await mustBeQuarter(context, body)
    const subjectId = await addAdjustment(db, scope, body)
    const { reason: why, ...after } = body
    if (subjectId)
      await record({ action: 'forecast.adjusted', subject: 'forecast_adjustment', subjectId, after, why })
    return { done: true } as const
  },
})

export const peopleForecastActions = [showsCycle, set, people, say, adjust]
