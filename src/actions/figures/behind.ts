import { signedIn } from '#access/permissions.ts'
import { type Context, action } from '../action.ts'
import { behind as contract, behindFile, behindWorkbook } from '#contract/figures/behind.ts'
import type { Cells, Input } from '#contract/operation.ts'
import { Failure } from '#core/failure.ts'
import { type FigureDefinition, measuresOf } from '#core/figures/index.ts'
import { decimalsOf } from '#core/money/index.ts'
import { type BehindQuestion, type BehindRow, countBehind, readBehind } from '#db/figures/behind.ts'
import { workSums } from '#db/figures/work.ts'
import { bookOf } from '../asked/book.ts'
import { formatOf } from '../asked/columns.ts'
import { calendarOf } from '../asked/calendar.ts'
import { calledOf, type Subject, subjectOf } from '../asked/subject.ts'
import { whenOf } from '../asked/when.ts'
import { tableFileActions } from '../table-files.ts'
import { waysOf } from './chosen.ts'

type Query = Input<typeof behindFile>['query']
type Asked = { question: BehindQuestion; subject: Subject; figure: FigureDefinition; code: string }

const list = action(contract, {
  may: signedIn,
  async run(context, { query }) {
    const asked = await questionOf(context, query)
    const { rows, next } = await readBehind(context.db, asked.question, query)
    return { rows: rows.map(shown), count: query.after ? null : await countOf(context, asked), next }
  },
})

async function questionOf(context: Context, query: Query): Promise<Asked> {
  const { db, actor } = context
  const asked = whenOf(await calendarOf(db, actor.today), query)
  const subject = await subjectOf(context, query.subject)
  if (subject.depth === 'sum')
    throw new Failure(
      'not_allowed',
      'Of this team you see the total alone, for it is above you: it cannot be opened.',
    )
  const figure = (await bookOf(db)).on(asked.range.to).get(query.figure)
  if (!figure) throw new Failure('invalid', `There is no figure called ${query.figure}.`)
  const { account, productLine, category, channel, territory } = query
  const narrowed = { account, productLine, category, channel, territory }
  const missing = waysOf({ by: 'none', narrowed, subject }).find(
    way => figure.ways && !figure.ways.includes(way),
  )
  if (missing)
    throw new Failure('invalid', `${figure.name} is not known by ${missing.replace('_', ' ')}. Leave it out.`)
  const measures = measuresOf([figure])
  const whose = { kind: subject.kind, id: subject.id }
  return {
    question: { whose, range: asked.range, measures, narrowed },
    subject,
    figure,
    code: asked.period.code,
  }
}

/** A total may count what its reader may not open: how much that is, is said. */
async function countOf(
  { db }: Context,
  { question, subject }: Asked,
): Promise<{ all: number; open: number }> {
  const { range, measures, narrowed } = question
  if (measures.length === 0) return { all: 0, open: 0 }
  const sums = await workSums(db, {
    whose: subject.whose,
    by: 'none',
    root: null,
    ranges: [range],
    measures,
    narrowed: { ...narrowed, ...subject.narrowed },
  })
  const open = [...(await countBehind(db, question)).values()].reduce((sum, count) => sum + count, 0)
  return { all: sums.reduce((sum, { things }) => sum + things, 0), open }
}

function shown({ credited, ...row }: BehindRow) {
  return { ...row, credited: credited === null ? null : Number(credited) }
}

const atOnce = 500

const files = tableFileActions([behindFile, behindWorkbook], {
  may: signedIn,
  async table(context, { query }) {
    const { question, subject, figure, code } = await questionOf(context, query)
    const { currency } = context.actor
    const rows = context.stream(async function* (db): AsyncGenerator<Cells[]> {
      for (let after: string | undefined; ;) {
        const page = await readBehind(db, question, { after, limit: atOnce })
        yield page.rows.map(row => [
          row.day,
          row.events.join(', '),
          row.name,
          row.account,
          row.people.join(', '),
          row.credited === null ? null : Number(row.credited) / 10 ** decimalsOf(currency),
        ])
        if (page.next === null) break
        after = page.next
      }
    })
    return {
      name: `${calledOf(subject)} ${figure.name} ${code}`,
      sheet: {
        name: figure.name,
        columns: [
          { name: 'Day', format: 'yyyy-mm-dd', width: 12 },
          { name: 'What', width: 20 },
          { name: 'Opportunity', width: 32 },
          { name: 'Account', width: 32 },
          { name: 'Whose', width: 32 },
          { name: `Credited (${currency})`, format: formatOf('money', currency) },
        ],
        rows,
      },
    }
  },
})

export const behindActions = [list, ...files]
