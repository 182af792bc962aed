import { signedIn } from '#access/permissions.ts'
import { type Context, action } from '../action.ts'
import { table as contract } from '#contract/figures.ts'
import type { Input, Output } from '#contract/operation.ts'
import { Failure } from '#core/failure.ts'
import { type BaseSums, type FigureDefinition, computeFigure, noSums } from '#core/figures/index.ts'
import type { Breakdown } from '#db/figures/sums.ts'
import { bookOf } from '../asked/book.ts'
import { calendarOf } from '../asked/calendar.ts'
import { type Span, factsOf, isNarrowed } from './facts.ts'
import { figuresOf, waysOf } from './chosen.ts'
import { labelsOf } from '../asked/labels.ts'
import { shouldBeNow } from '../asked/should-be-now.ts'
import { rootOf } from './standings.ts'
import { type Subject, subjectOf, tooFew } from '../asked/subject.ts'
import { numberOf, valueOf } from '../asked/value.ts'
import { type Asked, rangeOf, whenOf } from '../asked/when.ts'

export type Table = Output<typeof contract>
export type TableQuery = Input<typeof contract>['query']

/** More rows than anybody reads; the file holds them all. */
const mostRows = 1000

export const tableAction = action(contract, {
  may: signedIn,
  run: async (context, { query }) => shortened(await tableOf(context, query)),
})

export async function tableOf(context: Context, query: TableQuery): Promise<Table> {
  const { db, actor } = context
  const calendar = await calendarOf(db, actor.today)
  const asked = whenOf(calendar, query)
  const subject = await subjectOf(context, query.subject)
  const { account, productLine, category, channel, territory } = query
  const narrowed = { account, productLine, category, channel, territory }
  const book = await bookOf(db)
  const figures = figuresOf(query.figures, {
    definitions: book.on(asked.range.to),
    known: book.known,
    ways: waysOf({ by: query.by, narrowed, subject }),
  })
  const withheld = withheldOf(subject, query.by, isNarrowed(narrowed))
  if (withheld && isNarrowed(narrowed)) throw new Failure('not_allowed', withheld)
  const root =
    query.by === 'branch' && subject.kind === 'team' && !withheld ? await rootOf(context, subject) : null
  const question = { subject, root, narrowed, spans: spansOf(asked), figures, known: book.known }

  const wholes = await factsOf(db, calendar, { ...question, by: 'none' })
  if (subject.depth === 'sum' && !wholes[0]!.has('')) {
    const failure = await tooFew(context, subject.id)
    if (failure) throw failure
  }
  const broken =
    query.by === 'none' || withheld ? [] : await factsOf(db, calendar, { ...question, by: query.by })
  const should = figures.some(({ key }) => key === 'should_be_today')
    ? await shouldBeNow(context, { calendar, asked, subject, root, by: query.by })
    : null

  const cells = (facts: readonly Map<string, BaseSums>[], key: string) =>
    cellsOf({ facts, key, figures, asked, should })
  const keys = [...(broken[0]?.keys() ?? [])]
  const labels = await labelsOf(db, { by: query.by, keys, root })
  const net = (key: string) => broken[0]!.get(key)!.net
  // of whom nothing is billed the first figure says who comes first
  const first = (key: string) => numberOf(figures[0] && computeFigure(figures[0], broken[0]!.get(key)!)) ?? 0
  return {
    subject: { subject: subject.subject, name: subject.name },
    period: asked.period,
    comparedTo: { before: asked.before, yearBefore: asked.yearBefore },
    figures: figures.map(({ key }) => key),
    total: { cells: cells(wholes, '') },
    rows: keys
      .toSorted((a, b) => net(b) - net(a) || first(b) - first(a) || (a < b ? -1 : 1))
      .map(key => {
        const { name, hidden, subject: opens } = labels.get(key)!
        const all = cells(broken, key)
        const shown = hidden && subject.depth === 'sum' ? billingAlone(all) : all
        return { key, label: name, hidden, subject: hidden ? null : opens, cells: shown }
      }),
    withheld,
  }
}

/** Now, the period before and the year before, where they are known. */
function spansOf(asked: Asked): Span[] {
  const now = {
    range: asked.range,
    quota: { from: asked.range.from, to: asked.fiscal?.to ?? asked.range.to },
  }
  const compared = [asked.before, asked.yearBefore].flatMap(period => {
    if (!period) return []
    const range = rangeOf(period)
    return [
      {
        range,
        compared: true,
        quota: asked.fiscal ? { from: range.from, to: rangeOf({ ...period, until: period.to }).to } : range,
      },
    ]
  })
  return [now, ...compared]
}

function withheldOf(subject: Subject, by: Breakdown, narrowed: boolean): string | null {
  if (subject.depth === 'open') return null
  if (narrowed) return 'Of this team you see the total alone, for it is above you: it cannot be narrowed.'
  if (by === 'none' || by === 'person') return null
  return 'Of this team you see the total alone, for it is above you. By person it is shown without names.'
}

/** Of a person above whose team one sees but the total: what they billed, for the sake of adding up, and no more. */
function billingAlone(cells: Table['total']['cells']): Table['total']['cells'] {
  const none = 'Of people whom you do not see only the billing is told.'
  const nothing = { value: null, none, covered: null, before: null, yearBefore: null }
  return Object.fromEntries(
    Object.entries(cells).map(([figure, cell]) => [figure, figure === 'billed_revenue' ? cell : nothing]),
  )
}

function cellsOf(of: {
  facts: readonly Map<string, BaseSums>[]
  key: string
  figures: readonly FigureDefinition[]
  asked: Asked
  should: Awaited<ReturnType<typeof shouldBeNow>> | null
}): Table['total']['cells'] {
  const { facts, key, asked } = of
  const sums = (span: number) => facts[span]?.get(key) ?? noSums
  const yearSpan = asked.before ? 2 : 1
  return Object.fromEntries(
    of.figures.map(figure => {
      // a pace belongs to one period: what should have been then is not asked again
      const then = (span: number) =>
        figure.key === 'should_be_today' ? null : numberOf(computeFigure(figure, sums(span)))
      return [
        figure.key,
        {
          ...valueOf(
            figure,
            figure.key === 'should_be_today' && of.should
              ? of.should(key, sums(0).quota)
              : computeFigure(figure, sums(0)),
          ),
          before: asked.before && then(1),
          yearBefore: asked.yearBefore && then(yearSpan),
        },
      ]
    }),
  )
}

function shortened(table: Table): Table {
  if (table.rows.length <= mostRows) return table
  const withheld = `The ${mostRows} largest of ${table.rows.length} rows are shown. The file holds them all.`
  return { ...table, rows: table.rows.slice(0, mostRows), withheld }
}
