import { scoreForecasts, scoreOwnNumbers } from '#actions/forecast/closing.ts'
import {
  beatForecastJob,
  cutsBefore,
  dealFactsOf,
  type DealFacts,
  dealsOf,
  endForecastJob,
  factsAt,
  type ForecastJob,
  type Origin,
  originsOf,
  partsBefore,
  publish,
  soonDays,
  takeForecastJob,
} from '#actions/forecast/keeping.ts'
import type { KeeperScope } from '#access/scope.ts'
import { weekdaysIn } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import { growTrees } from '#core/forecast/house/index.ts'
import type { Piscina } from 'piscina'
import { v7 as uuidv7 } from 'uuid'
import { type House, keeperOf } from '../house.ts'
import { forecastInThreads, joinInThreads, openThreads } from './threads.ts'

/** What made a forecast: raised whenever the same facts would give another one. */
const version = '5'
const seed = 20_260_101
const beatEveryMs = 1000

/**
 * Publishes as of the days that a job asks for, and scores what is over since. A bug ends the job with a sentence and
 * is thrown on, for the log.
 */
export async function runForecast(house: House, of: { org: string; forecastJob: string }): Promise<void> {
  const { pools } = house
  const scope = await keeperOf(pools, of.org)
  const job = await takeForecastJob(pools, scope, of.forecastJob)
  if (!job) return
  const threads = openThreads()
  const beat = watch(house, scope, job.id)
  try {
    const published = await publishAll(house, scope, { job, threads, beat })
    await scoreForecasts(pools, scope)
    await scoreOwnNumbers(pools, scope)
    await beat.now()
    const sentence = published === 0 ? 'Everything asked for was published already.' : null
    await endForecastJob(pools, scope, { id: job.id, state: 'done', sentence })
  } catch (error) {
    if (beat.signal.aborted) return
    const known = error instanceof Failure
    const sentence = known ? error.message : 'Something went wrong on our side; no forecast was published.'
    await endForecastJob(pools, scope, { id: job.id, state: 'failed', sentence })
    if (!known) throw error
  } finally {
    beat.stop()
    await threads.destroy()
  }
}

type Work = { job: ForecastJob; threads: Piscina; beat: ReturnType<typeof watch> }

async function publishAll(house: House, scope: KeeperScope, work: Work): Promise<number> {
  const asked = await originsOf(house.pools, scope, work.job.months)
  if (!asked) throw new Failure('conflict', 'There is no billing yet to make a forecast from.')
  const deals = await dealFactsOf(house.pools, scope)
  const { origins, ...of } = asked
  for (const [place, origin] of origins.entries()) {
    work.beat.expect(origins.length - place)
    await publishOne(house, scope, { ...work, ...of, deals, origin })
    if (work.beat.signal.aborted) throw new Error('cancelled')
  }
  return origins.length
}

/** Months before which not even a level can be told. */
const fewestMonths = 3

async function publishOne(
  { pools }: House,
  scope: KeeperScope,
  of: Work &
    Pick<NonNullable<Awaited<ReturnType<typeof originsOf>>>, 'periods' | 'ledgerFrom'> & {
      deals: DealFacts
      origin: Origin
    },
): Promise<void> {
  const { job, beat, origin } = of
  const { months, facts } = await factsAt(pools, scope, {
    periods: of.periods,
    ledgerFrom: of.ledgerFrom,
    origin,
  })
  if (months.known.length < fewestMonths) {
    if (origin.replayed) return
    throw new Failure('conflict', 'A forecast needs three whole months of billing at least.')
  }
  const nodes = growTrees(facts)
  beat.series(nodes.length)
  const procedure = job.full ? 'full' : 'fast'
  const series = await forecastInThreads(of.threads, {
    nodes,
    days: [...months.known, ...months.ahead].map(weekdaysIn),
    procedure,
    rest: months.year?.rest ?? null,
    seed,
    signal: beat.signal,
    progress: beat.fitted,
  })
  const deals = dealsOf(of.deals, origin.day)
  const employed = facts.people.filter(one => one.employed).map(({ id }) => id)
  const made = await joinInThreads(of.threads, {
    signal: beat.signal,
    facts: {
      nodes,
      forecast: series,
      deals,
      line: facts.people,
      people: [...new Set([...employed, ...deals.map(({ person }) => person)])].filter(one => one !== ''),
      day: origin.day,
      ends: months.ahead.map(({ to }) => to),
      cuts: cutsBefore(origin.day),
      soon: soonDays,
      past: await partsBefore(pools, scope, origin.day),
      known: months.known,
      billed: facts.billed,
      seed,
    },
  })
  await publish(pools, scope, {
    id: uuidv7(),
    jobId: job.id,
    origin: origin.day,
    line: origin.line,
    replayed: origin.replayed,
    procedure,
    version,
    seed,
    madeBy: job.askedBy,
    months,
    ...made,
  })
}

/** About once a second: says how far it is, and learns whether somebody has cancelled; then `signal` fires. */
function watch({ pools }: House, scope: KeeperScope, id: string) {
  const stopper = new AbortController()
  let [done, before, each, left] = [0, 0, 0, 1]
  let busy = false
  const now = async () => {
    const goesOn = await beatForecastJob(pools, scope, { id, done, total: before + each * left })
    if (!goesOn) stopper.abort(new Error('cancelled'))
  }
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    // a beat that is missed is made up by the next
    void now()
      .catch(() => {})
      .finally(() => (busy = false))
  }, beatEveryMs)
  return {
    signal: stopper.signal,
    now,
    /** So many forecasts are still to be made, this one included. */
    expect: (forecasts: number) => {
      ;[before, left] = [done, forecasts]
    },
    series: (count: number) => {
      each = count
    },
    fitted: (count: number) => {
      done += count
    },
    stop: () => clearInterval(timer),
  }
}
