import { type Range } from '#core/calendar/index.ts'
import { type BaseSums, type FigureKey, lostWindows, noSums, tellsNewAccounts } from '#core/figures/index.ts'
import { minor } from '#core/money/index.ts'
import { type Breakdown, type SumRow, baseSums, daySums, lostSums } from '#db/figures/sums.ts'
import type { Narrowed } from '#db/figures/whose.ts'
import type { Db } from '#db/scope.ts'
import { standingSums } from '#db/targets.ts'
import type { Calendar } from '../asked/calendar.ts'
import type { Subject } from '../asked/subject.ts'

export type Span = {
  /** Where facts are taken from: the period's days up to today. */
  readonly range: Range
  /** Where quotas are: the whole period. */
  readonly quota: Range
}

type Question = {
  subject: Subject
  by: Breakdown
  root: string | null
  narrowed: Narrowed
  spans: readonly Span[]
  figures: readonly FigureKey[]
}

const quotaFigures: ReadonlySet<FigureKey> = new Set(['quota', 'attainment', 'gap', 'should_be_today'])
/** What a day's roll-up of a whole does not hold. */
const countedAnew: ReadonlySet<FigureKey> = new Set([
  'active_accounts',
  'new_accounts',
  'top_account_share',
  'billing_per_salesperson',
])
/** What must be counted anew as soon as something is broken down. */
const distinct: ReadonlySet<FigureKey> = new Set([
  ...countedAnew,
  'orders',
  'average_order',
  'lines_per_order',
])

/** Everything that figures are computed from, by span and by key of the break-down ('' for the whole). */
export async function factsOf(
  db: Db,
  calendar: Calendar,
  question: Question,
): Promise<Map<string, BaseSums>[]> {
  const asks = (figures: ReadonlySet<FigureKey>) => question.figures.some(key => figures.has(key))
  const facts = question.spans.map(() => new Map<string, BaseSums>())
  const put = (span: number, key: string, sums: Partial<BaseSums>) => {
    const at = facts[span]!
    at.set(key, { ...(at.get(key) ?? { ...noSums, ...unknown[span]! }), ...sums })
  }
  const windows = question.spans.map(({ range }) => lostWindows({ ...calendar, day: range.to }))
  const unknown = question.spans.map(({ range }, span) => ({
    newAccounts: tellsNewAccounts({ ...calendar, range }) ? 0 : null,
    lost: windows[span] ? 0 : null,
  }))

  for (const row of await summed(db, question, asks))
    put(row.range, row.key, fromRow(row, unknown[row.range]!.newAccounts))
  if (question.figures.includes('lost_accounts')) {
    const known = windows.flatMap((window, span) => (window ? [{ ...window, span }] : []))
    for (const row of await lostSums(db, { ...asked(question), windows: known })) {
      put(known[row.range]!.span, row.key, { lost: row.lost })
    }
  }
  if (asks(quotaFigures)) await addQuotas(db, question, put)
  return facts
}

/** The roll-ups by day where they hold all that is asked: a whole without anything that is counted anew. */
async function summed(
  db: Db,
  question: Question,
  asks: (figures: ReadonlySet<FigureKey>) => boolean,
): Promise<SumRow[]> {
  const { subject, by } = question
  const ranges = question.spans.map(span => span.range)
  const plain = by === 'none' && !isNarrowed(question.narrowed) && !asks(countedAnew)
  if (plain && subject.kind === 'person') return daySums(db, { whose: { person: subject.id }, ranges })
  if (plain && subject.kind === 'team' && subject.depth === 'open') {
    return daySums(db, { whose: { team: subject.id }, ranges })
  }
  return baseSums(db, { ...asked(question), ranges, distinct: asks(distinct) })
}

async function addQuotas(
  db: Db,
  { subject, by, root, spans }: Question,
  put: (span: number, key: string, sums: Partial<BaseSums>) => void,
): Promise<void> {
  if (subject.kind === 'account' || (by !== 'none' && by !== 'person' && by !== 'branch')) return
  const { quotas } = await standingSums(db, {
    whose: subject.kind === 'person' ? { people: [subject.id] } : { team: subject.id },
    by,
    root,
    ranges: [],
    quotas: spans.map(span => ({ range: span.quota, until: span.range.to })),
  })
  for (const row of quotas) {
    const key = subject.kind === 'person' && by === 'none' ? '' : row.key
    put(row.range, key, { quota: minor(row.quota), netWithQuota: minor(row.netWithQuota) })
  }
}

function asked({ subject, by, root, narrowed }: Question) {
  return { whose: subject.whose, by, root, narrowed: { ...narrowed, ...subject.narrowed } }
}

export function isNarrowed(narrowed: Narrowed): boolean {
  return Object.values(narrowed).some(value => value !== undefined)
}

function fromRow(row: SumRow, newAccounts: number | null): Partial<BaseSums> {
  return {
    net: minor(row.net),
    netWithCost: minor(row.netWithCost),
    cost: minor(row.cost),
    netWithList: minor(row.netWithList),
    list: minor(row.list),
    discount: minor(row.discount),
    accountsNet: minor(row.accountsNet),
    netOfPeople: minor(row.netOfPeople),
    orders: row.orders,
    lines: row.lines,
    active: row.active,
    newAccounts: newAccounts === null ? null : row.newAccounts,
    topAccountNet: minor(row.topAccountNet),
    sellers: row.sellers,
  }
}
