import type { Context } from '../action.ts'
import { besideOf, ownRecords, recordOf, type Scored } from '#core/forecast/house/index.ts'
import { ownScores, scoresBeside, teamScores } from '#db/forecast/own-scores.ts'
import { type ScoreRow, scoresOf } from '#db/forecast/read.ts'
import { type Subject, whose } from './subject.ts'

/** How what was published of a subject fared, and what people said. */
export async function recordFor(context: Context, subject: Subject) {
  return {
    subject: whose(subject),
    ...fared(await scoresOf(context.db, subject)),
    people: await peopleOf(context, subject),
    beside: await besideOthers(context),
  }
}

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
