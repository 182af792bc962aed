import { type Range } from '#core/calendar/index.ts'
import {
  type BaseSums,
  type FigureDefinition,
  lostWindows,
  measuresOf,
  noSums,
  type SumKey,
  sumsUsed,
  tellsNewAccounts,
  type WorkKnown,
} from '#core/figures/index.ts'
import { minor } from '#core/money/index.ts'
import { type Breakdown, type SumRow, baseSums, daySums, lostSums } from '#db/figures/sums.ts'
import type { Narrowed } from '#db/figures/whose.ts'
import type { Db } from '#db/scope.ts'
import { standingSums } from '#db/targets.ts'
import type { Calendar } from '../asked/calendar.ts'
import type { Subject } from '../asked/subject.ts'
import { workFacts } from './work.ts'

export type Span = {
  /** Where facts are taken from: the period's days up to today. */
  readonly range: Range
  /** Where quotas are: the whole period. */
  readonly quota: Range
  /** Something else is held against it, so it must be known whole. */
  readonly compared?: boolean
}

type Question = {
  subject: Subject
  by: Breakdown
  root: string | null
  narrowed: Narrowed
  spans: readonly Span[]
  figures: readonly FigureDefinition[]
  known: WorkKnown
}

/** What a day's roll-up of a whole does not hold. */
const countedAnew: readonly SumKey[] = [
  'active',
  'newAccounts',
  'topAccountNet',
  'accountsNet',
  'netOfPeople',
  'sellers',
]
/** What must be counted anew as soon as something is broken down. */
const distinct: readonly SumKey[] = [...countedAnew, 'orders', 'lines']

/** Everything that figures are computed from, by span and by key of the break-down ('' for the whole). */
export async function factsOf(
  db: Db,
  calendar: Calendar,
  question: Question,
): Promise<Map<string, BaseSums>[]> {
  const used = question.figures.map(sumsUsed)
  const asks = (sums: readonly SumKey[]) => used.some(own => sums.some(key => own.has(key)))
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
  if (asks(['lost'])) {
    const known = windows.flatMap((window, span) => (window ? [{ ...window, span }] : []))
    for (const row of await lostSums(db, { ...asked(question), windows: known })) {
      put(known[row.range]!.span, row.key, { lost: row.lost })
    }
  }
  if (asks(['quota', 'netWithQuota'])) await addQuotas(db, question, put)
  await addWork(db, question, facts, put)
  return facts
}

/** Of a team above oneself a part is there by its billing alone; elsewhere whoever worked is a part, billing or not. */
async function addWork(
  db: Db,
  question: Question,
  facts: readonly Map<string, BaseSums>[],
  put: (span: number, key: string, sums: Partial<BaseSums>) => void,
): Promise<void> {
  const { figures, known, spans, subject } = question
  if (measuresOf(figures).length === 0) return
  const untold = subject.depth === 'sum'
  const work = await workFacts(db, { ...asked(question), figures, known, spans, untold })
  for (const [span, { byKey, otherwise }] of work.entries()) {
    if (!untold) for (const key of byKey.keys()) put(span, key, {})
    if (!untold && question.by === 'none') put(span, '', {})
    for (const key of facts[span]!.keys()) put(span, key, { work: byKey.get(key) ?? otherwise })
  }
}

/** The roll-ups by day where they hold all that is asked: a whole without anything that is counted anew. */
async function summed(
  db: Db,
  question: Question,
  asks: (sums: readonly SumKey[]) => boolean,
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
