import type { Context } from '../action.ts'
import type { Period } from '#core/calendar/index.ts'
import { type Expectation, expectedByForecast, expectedByGrowth } from '#core/diagnosis/index.ts'
import { type Minor, minor } from '#core/money/index.ts'
import { type ForecastOf, forecastBefore, foretoldOf } from '#db/diagnosis/expectation.ts'
import { comparedPeriods, growthsOf, quotasByPerson } from './history.ts'
import type { Question } from './question.ts'

/** Which expectation a gap is measured from, and why it is that one. */
export type Expected = Expectation & {
  readonly why: 'published' | 'none_published' | 'not_reached' | 'nobody_known'
  readonly forecast:
    | (Pick<ForecastOf, 'id' | 'origin' | 'replayed'> & {
        /** From how many of its places the range was added up: one is the range as it was published. */
        readonly places: number
        /** People with a quota whom it did not know yet. */
        readonly unknown: number
      })
    | null
  /** From how many year-on-year growths the range comes, where there is no forecast. */
  readonly growths: number
}

/**
 * The forecast that was published last before the period began, of those whose billing stands against the target; else
 * the year before, with how billing grew until then. Null where neither is known.
 * @param reference  billing of the year before, by those whose gap it is
 */
export async function expectationOf(
  context: Context,
  question: Question,
  reference: Minor | null,
): Promise<Expected | null> {
  const found = await byForecast(context, question)
  if (typeof found === 'object') return found
  if (reference === null) return null
  const growths = await earlierGrowths(context, question)
  return {
    ...expectedByGrowth({ reference, growths }),
    why: found,
    forecast: null,
    growths: growths.length,
  }
}

/** While a period is under way the forecast counts for as much of it as the target does. */
export function shareOf({ target, quota }: Question): number {
  return target && quota > 0 ? target.amount / quota : 1
}

/** The forecast that counts for a question, with its place in it; or why none does. */
export async function forecastOf(
  { db }: Context,
  question: Question,
): Promise<ForecastOf | Exclude<Expected['why'], 'published' | 'nobody_known'>> {
  return forecastBefore(db, wholePeriod(question))
}

export const wholePeriod = ({ asked }: Question): Period => asked.fiscal!

async function byForecast(
  context: Context,
  question: Question,
): Promise<Expected | Exclude<Expected['why'], 'published'>> {
  const forecast = await forecastOf(context, question)
  if (typeof forecast === 'string') return forecast
  const period = wholePeriod(question)
  const foretold = await foretoldOf(context.db, { forecast, whose: question.whose, period })
  if (!foretold) return 'nobody_known'
  const { id, origin, replayed } = forecast
  const { places, unknown } = foretold
  return {
    ...expectedByForecast({ foretold, share: shareOf(question) }),
    why: 'published',
    forecast: { id, origin, replayed, places, unknown },
    growths: 0,
  }
}

async function earlierGrowths(context: Context, question: Question): Promise<number[]> {
  const periods = comparedPeriods(question)
  if (periods.at(-1)?.kind !== wholePeriod(question).kind) return []
  return growthsOf(question.calendar, periods, await quotasByPerson(context, question, periods))
}

/** As contracts tell it. */
export function toldOf(expected: Expected | null) {
  if (!expected) return null
  const { is, amount, range80, range95, why, forecast, growths } = expected
  const shown = forecast && {
    origin: forecast.origin,
    replayed: forecast.replayed,
    added: forecast.places > 1,
    unknown: forecast.unknown,
  }
  return { is, amount: minor(amount), range80, range95, why, forecast: shown, growths }
}
