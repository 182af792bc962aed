import type { Context } from '../action.ts'
import { baseSums, daySums } from '#db/figures/sums.ts'
import type { Day, Range } from '#core/calendar/index.ts'
import { landing } from '#core/forecast/house/index.ts'
import { type CountedParts, countedParts, earnedAt } from '#core/forecast/joined/index.ts'
import { partsOfNode } from '#db/forecast/parts.ts'
import {
  latestForecast,
  type ForecastRow,
  nodeOf,
  type NodeRow,
  type ValueRow,
  valuesOf,
} from '#db/forecast/read.ts'
import { quotasOf } from './quotas.ts'
import type { Subject } from './subject.ts'
import { treesOf } from './trees.ts'

/** The forecast in force of a subject, or in a sentence why there is none. */
export async function publishedOf(context: Context, subject: Subject) {
  const { db } = context
  const found = await latestForecast(db)
  if (!found) return { none: 'No forecast has been published yet.', forecast: null }
  const node = await nodeOf(db, found.id, subject)
  if (!node) {
    const none = `${subject.name} had billed nothing when the forecast was made, so it holds nothing of them.`
    return { none, forecast: null }
  }
  const values = await valuesOf(db, found.id, node.n)
  const months = monthsOf(found, node, values)
  const history = await historyOf(db, subject, found)
  return {
    none: null,
    forecast: {
      id: found.id,
      origin: found.origin,
      lineOn: found.lineOn,
      madeAt: found.madeAt.toISOString(),
      replayed: found.replayed,
      procedure: found.procedure,
      method: node.method,
      // places count the whole history, of which the answer holds the end
      why: node.why.map(fact => ('at' in fact ? { ...fact, month: found.known[Number(fact.at)] } : fact)),
      alone: node.alone,
      shrinkage: found.shrinkage,
      year: yearOf(found, node, values),
      sums: sumsOf(found, values),
      months,
      history,
      quotas: subject.open ? await quotasOf(context, { subject, forecast: found }) : [],
      step: stepOf(subject, node, history),
      deals: found.joined && {
        ...found.joined,
        parts: withCounted(await partsOfNode(db, found.id, node.n), { months, joined: found.joined }),
      },
      trees: subject.kind === 'team' ? await treesOf(db, found, subject) : [],
    },
  }
}

const ranges = ({ mean, low50, high50, low80, high80, low95, high95 }: ValueRow) => ({
  mean,
  low50,
  high50,
  low80,
  high80,
  low95,
  high95,
})

function yearOf({ year }: ForecastRow, { yearSoFar }: NodeRow, values: readonly ValueRow[]) {
  const rest = year && values.find(value => value.from === 1 && value.to === year.rest)
  if (!year || !rest) return null
  return {
    ...landing(yearSoFar, ranges(rest)),
    code: year.code,
    billed: yearSoFar,
    rest: year.rest,
  }
}

function sumsOf({ ahead }: ForecastRow, values: readonly ValueRow[]) {
  return [3, 6, 9, 12].flatMap(months => {
    const value = values.find(({ from, to }) => from === 1 && to === months)
    return value ? [{ ...ranges(value), months, to: ahead[months - 1]!.to }] : []
  })
}

function monthsOf({ ahead }: ForecastRow, node: NodeRow, values: readonly ValueRow[]) {
  return values
    .filter(({ from, to }) => from === to)
    .map(value => ({
      ...ahead[value.from - 1]!,
      ...ranges(value),
      soFar: value.from === 1 ? node.soFar : 0,
      yearBefore: value.naive,
    }))
}

/** What each part would be alone, and what of it is in the month as published. */
function withCounted(
  parts: readonly CountedParts[],
  of: { months: readonly { mean: number; soFar: number }[]; joined: NonNullable<ForecastRow['joined']> },
) {
  return parts.map((alone, at) => {
    const { weights } = earnedAt(at + 1, of.joined)
    return { ...alone, counted: countedParts({ ...of.months[at]!, alone, weights }) }
  })
}

/** Three years back are enough for an eye to see the season. */
const monthsBack = 36

/** By the line of each day; of a team whose bare total one sees, the months that do not tell who billed. */
async function historyOf(db: Context['db'], { kind, id, open }: Subject, { known }: ForecastRow) {
  const months = known.slice(-monthsBack)
  const asked = months.map(({ from, to }): Range => ({ from: from as Day, to: to as Day }))
  const sums =
    kind === 'person' || open
      ? await daySums(db, { whose: kind === 'person' ? { person: id } : { team: id }, ranges: asked })
      : await baseSums(db, {
          whose: { team: id },
          ranges: asked,
          by: 'none',
          narrowed: {},
          distinct: false,
          root: null,
        })
  const nets = new Map(sums.map(({ range, net }) => [range, net]))
  return months.flatMap((month, at) => (open || nets.has(at) ? [{ ...month, net: nets.get(at) ?? 0 }] : []))
}

function stepOf({ open }: Subject, { lastTwelve }: NodeRow, history: readonly { net: number }[]) {
  if (!open || history.length < 12) return null
  const ofTheDay = history.slice(-12).reduce((sum, { net }) => sum + net, 0)
  return ofTheDay === lastTwelve ? null : { ofTheDay, ofTheOrigin: lastTwelve }
}
