import type { Context } from '../action.ts'
import { compareDays } from '#core/calendar/index.ts'
import { besideOf, countedOf, ownRecords, recordOf, type Scored } from '#core/forecast/house/index.ts'
import { ownScores, scoresBeside, teamScores } from '#db/forecast/own-scores.ts'
import { publishedForecasts, type ScoreRow, scoresOf } from '#db/forecast/read.ts'
import { type Subject, whose } from './subject.ts'

/** How what was published of a subject fared, and what people said. */
export async function recordFor(context: Context, subject: Subject) {
  return {
    subject: whose(subject),
    ...(await fared(context, subject)),
    people: await peopleOf(context, subject),
    beside: await besideOthers(context),
  }
}

/** Of all that was published, one word for each period and each way ahead. */
async function fared({ db }: Context, subject: Subject) {
  const counted = countedOf(await publishedForecasts(db))
  const scores = await scoresOf(db, subject, [...new Set(counted.map(({ id }) => id))])
  const said = new Map(scores.map(row => [`${row.id} ${row.from} ${row.to}`, row]))
  const rows = counted.flatMap(({ id, span, months, sum }) => {
    const row = said.get(`${id} ${span.from} ${span.to}`)
    return row ? [{ months, sum, row }] : []
  })
  const ways = Map.groupBy(rows, ({ months, sum }) => months + 100 * Number(sum))
  return {
    ahead: [...ways]
      .toSorted(([a], [b]) => a - b)
      .map(([, way]) => ({
        months: way[0]!.months,
        sum: way[0]!.sum,
        afterwards: way.filter(({ row }) => row.replayed).length,
        fast: way.filter(({ row }) => row.procedure === 'fast').length,
        record: recordOf(
          way.map(({ row }) => scored(row)),
          Math.max(1, way[0]!.months),
        ),
      })),
    list: rows
      .filter(({ months, sum }) => months === 1 && !sum)
      .map(({ row }) => ({ ...told(row), ...monthOf(row), yearBefore: row.naive, actual: row.actual }))
      .toSorted((a, b) => compareDays(b.from, a.from)),
  }
}

/** The month, or the first month of the sum, that a word is about. */
const monthOf = ({ ahead, from }: ScoreRow) => ahead[from - 1]!

function told({ origin, replayed, procedure, mean, low50, high50, low80, high80, low95, high95 }: ScoreRow) {
  return { origin, replayed, procedure, mean, low50, high50, low80, high80, low95, high95 }
}

const scored = (row: ScoreRow): Scored => ({
  from: monthOf(row).from,
  mean: row.mean,
  actual: row.actual,
  naive: row.naive,
  range50: [row.low50, row.high50],
  range80: [row.low80, row.high80],
  range95: [row.low95, row.high95],
})

/** A person's record is that person's; others see the team's. */
async function peopleOf({ db, actor }: Context, subject: Subject) {
  const mine = subject.kind === 'person' && subject.id === actor.person
  if (!mine && (subject.kind === 'person' || !subject.open)) return null
  const list = mine ? await ownScores(db) : await teamScores(db, subject.id)
  return list.length === 0 ? null : { ahead: ownRecords(list), list }
}

/** How the numbers fared that one put beside other people's: for whoever puts them there. */
async function besideOthers({ db }: Context) {
  const byAhead = Map.groupBy(await scoresBeside(db), ({ ahead }) => ahead)
  return [...byAhead]
    .toSorted(([a], [b]) => b - a)
    .flatMap(([ahead, scores]) => {
      const beside = besideOf(scores)
      return beside ? [{ ahead, beside }] : []
    })
}
