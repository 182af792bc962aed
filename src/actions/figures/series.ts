import { signedIn } from '#access/permissions.ts'
import { type Context, action } from '../action.ts'
import { type FigurePeriod, type FigureValue, series as contract } from '#contract/figures.ts'
import type { Input } from '#contract/operation.ts'
import { type Day, addDays } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import {
  type BaseSums,
  type FigureDefinition,
  type FigureResult,
  computeFigure,
  noSums,
} from '#core/figures/index.ts'
import { type Calendar, calendarOf } from '../asked/calendar.ts'
import { factsOf, isNarrowed } from './facts.ts'
import { bookOf } from '../asked/book.ts'
import { figuresOf, waysOf } from './chosen.ts'
import { subjectOf } from '../asked/subject.ts'
import { valueOf } from '../asked/value.ts'
import { shouldBeNow } from '../asked/should-be-now.ts'
import { periodOf, rangeOf, whenOf } from '../asked/when.ts'

export const seriesAction = action(contract, { may: signedIn, run })

async function run(context: Context, { query }: Input<typeof contract>) {
  const { db, actor } = context
  const calendar = await calendarOf(db, actor.today)
  const subject = await subjectOf(context, query.subject)
  const { account, productLine, category, channel, territory } = query
  const narrowed = { account, productLine, category, channel, territory }
  if (subject.depth === 'sum' && isNarrowed(narrowed)) {
    throw new Failure(
      'not_allowed',
      'Of this team you see the total alone, for it is above you: it cannot be narrowed.',
    )
  }
  const book = await bookOf(db)
  const keys = figuresOf(query.figures, {
    definitions: book.on(actor.today),
    known: book.known,
    ways: waysOf({ by: 'none', narrowed, subject }),
  }).map(({ key }) => key)
  const periods = lastPeriods(calendar, query.period, query.count)
  // each period is told as its figures were defined at its end
  const defined = periods.map(period => book.on(period.until as Day))
  const facts = await factsOf(db, calendar, {
    subject,
    by: 'none',
    root: null,
    narrowed,
    spans: periods.map(period => ({
      range: rangeOf(period),
      quota: { from: period.from as Day, to: period.to as Day },
    })),
    figures: defined.flatMap(definitions => keys.flatMap(key => definitions.get(key) ?? [])),
    known: book.known,
  })
  const now = periods.findIndex(period => period.incomplete)
  const should =
    keys.includes('should_be_today') && now >= 0
      ? await shouldBeNow(context, {
          calendar,
          asked: whenOf(calendar, { period: periods[now]!.kind, code: periods[now]!.code }),
          subject,
          root: null,
          by: 'none',
        })
      : null
  return {
    subject: { subject: subject.subject, name: subject.name },
    points: periods.map((period, index) => {
      const sums = facts[index]!.get('')
      const values = keys.map(key => [key, told(defined[index]!.get(key), index, sums)])
      return { period, values: Object.fromEntries(values) }
    }),
  }

  function told(
    figure: FigureDefinition | undefined,
    index: number,
    sums: BaseSums | undefined,
  ): FigureValue {
    if (!figure) return valueOf({}, { none: 'not_defined' })
    if (!sums && subject.depth === 'sum')
      return { value: null, none: 'Fewer than four people billed then.', covered: null }
    return valueOf(
      figure,
      figure.key === 'should_be_today' ? paced(index, sums) : computeFigure(figure, sums ?? noSums),
    )
  }

  /** A period that is over should have come to its quota; of days there is no pace. */
  function paced(index: number, sums: BaseSums | undefined): FigureResult {
    if (index === now && should) return should('', sums?.quota ?? 0)
    return query.period === 'day' ? { none: 'no_pace' } : computeFigure('quota', sums ?? noSums)
  }
}

/** The last periods of a kind that the ledger knows, oldest first; the one under way is the last. */
function lastPeriods(
  calendar: Calendar,
  kind: 'day' | 'month' | 'quarter' | 'year',
  count: number,
): FigurePeriod[] {
  const { today, ledgerFrom } = calendar
  if (kind === 'day') {
    return Array.from({ length: count }, (_, back) => addDays(today, back + 1 - count))
      .filter(day => day >= ledgerFrom)
      .map(day => ({ kind, code: day, from: day, to: day, until: day, incomplete: false }))
  }
  return calendar.periods
    .filter(p => p.kind === kind && p.from <= today && p.to >= ledgerFrom)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .slice(-count)
    .map(period => periodOf(period, today))
}
