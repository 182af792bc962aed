import { signedIn } from '#access/permissions.ts'
import { type Context, action } from '../action.ts'
import { type Standing, standings as contract } from '#contract/figures.ts'
import type { Input } from '#contract/operation.ts'
import type { Range } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import { type Pace, computeFigure, noSums, shouldBeRange, standingOf } from '#core/figures/index.ts'
import { minor } from '#core/money/index.ts'
import { branchRoot } from '#db/figures/subjects.ts'
import { standingSums } from '#db/targets.ts'
import { calendarOf } from './calendar.ts'
import { type Named, labelsOf } from './labels.ts'
import { type Past, basisOf, companyHistory, historyOf, isEnough, paceOf, pastOf } from './pace.ts'
import { type Subject, subjectOf, tooFew } from './subject.ts'
import { valueOf } from './value.ts'
import { type Asked, rangeOf, whenOf } from './when.ts'

export const standingsAction = action(contract, { may: signedIn, run })

async function run(context: Context, { query }: Input<typeof contract>) {
  const { db, actor } = context
  const calendar = await calendarOf(db, actor.today)
  const asked = whenOf(calendar, query)
  const subject = await subjectOf(context, query.subject)
  if (subject.kind === 'account') {
    throw new Failure('invalid', 'Accounts have no quota to stand against. Ask for a person or a team.')
  }
  const past = asked.fiscal && pastOf(calendar, asked.fiscal, asked.range.to)
  const by = subject.kind === 'person' ? 'none' : query.by
  const withheld = by === 'branch' && subject.depth === 'sum' ? onlyTotal : null
  const root = by === 'branch' && !withheld ? await rootOf(context, subject) : null
  const question = { context, subject, asked, past, root }

  const whole = (await countedOf({ ...question, by: 'none' })).get('') ?? nothing
  if (subject.depth === 'sum' && whole === nothing)
    throw (await tooFew(context, subject.id)) ?? new Failure('not_found', '')
  const parts = by === 'none' || withheld ? new Map<string, Counted>() : await countedOf({ ...question, by })
  if (by === 'branch' && !withheld) addOthers(whole, parts)

  const isCompany = subject.id === actor.org
  const wider =
    past && (isCompany || needsCompany(past, [whole, ...parts.values()]))
      ? [await companyHistory(db, past)]
      : []
  // of the company's own history the house is left out, as it has no quota
  const team = isCompany ? wider : [historyOf(subject.name, whole.past), ...wider]
  const told = (counted: Counted, named: Named) => {
    const own = isCompany && counted === whole ? [] : [historyOf(named.name, counted.past)]
    return tell({ counted, named, past, pace: past && paceOf(past, [...own, ...team]), asked })
  }
  const labels = await labelsOf(db, { by, keys: [...parts.keys()], root })
  return {
    period: asked.period,
    whole: told(whole, { ...subject, hidden: false }),
    parts: [...parts].map(([key, counted]) => told(counted, labels.get(key)!)).toSorted(byGap),
    withheld,
  }
}

const onlyTotal =
  'Of this team you see the total alone: it is above you. By person it is shown without names.'

export function rootOf({ db, actor }: Context, subject: Subject): Promise<string | null> {
  return subject.id === actor.org ? branchRoot(db) : Promise.resolve(subject.id)
}

/** What one row of standings is counted from. `past` are the nets of the past's ranges, in order. */
type Counted = {
  net: number
  quota: number | null
  netWithQuota: number
  before: number | null
  yearBefore: number | null
  past: number[]
}
const nothing: Counted = { net: 0, quota: null, netWithQuota: 0, before: null, yearBefore: null, past: [] }

/** One question for all ranges: now, the two it is compared with, and the past's. */
async function countedOf(of: {
  context: Context
  subject: Subject
  asked: Asked
  past: Past | null
  root: string | null
  by: 'none' | 'person' | 'branch'
}): Promise<Map<string, Counted>> {
  const { subject, asked, past } = of
  const compared = [asked.before, asked.yearBefore].flatMap(period => (period ? [rangeOf(period)] : []))
  const ranges: Range[] = [asked.range, ...compared, ...(past?.ranges ?? [])]
  const sums = await standingSums(of.context.db, {
    whose: subject.kind === 'person' ? { people: [subject.id] } : { team: subject.id },
    by: of.by,
    root: of.root,
    ranges,
    quotas: [
      { range: { from: asked.range.from, to: asked.fiscal?.to ?? asked.range.to }, until: asked.range.to },
    ],
  })
  const keyOf = (key: string) => (of.by === 'none' ? '' : key)
  const nets = Map.groupBy(sums.nets, row => keyOf(row.key))
  const quotas = new Map(sums.quotas.map(row => [keyOf(row.key), row]))
  const counted = new Map<string, Counted>()
  for (const key of new Set([...nets.keys(), ...quotas.keys()])) {
    const by = new Map(nets.get(key)?.map(row => [row.range, row.net]))
    const at = (range: number) => by.get(range) ?? 0
    const quota = quotas.get(key)
    if (!by.has(0) && !quota) continue
    counted.set(key, {
      net: at(0),
      quota: quota?.quota ?? null,
      netWithQuota: quota?.netWithQuota ?? 0,
      before: asked.before && at(1),
      yearBefore: asked.yearBefore && at(asked.before ? 2 : 1),
      past: (past?.ranges ?? []).map((_, index) => at(1 + compared.length + index)),
    })
  }
  return counted
}

/** What no branch holds (somebody reported to nobody that day) stands in a row of its own, so that parts add up. */
function addOthers(whole: Counted, parts: Map<string, Counted>): void {
  const rest = (of: (counted: Counted) => number) =>
    of(whole) - [...parts.values()].reduce((sum, part) => sum + of(part), 0)
  const net = rest(c => c.net)
  const quota = rest(c => c.quota ?? 0)
  if (net === 0 && quota === 0) return
  parts.set('other', {
    net,
    quota: quota === 0 ? null : quota,
    netWithQuota: rest(c => c.netWithQuota),
    before: whole.before === null ? null : rest(c => c.before ?? 0),
    yearBefore: whole.yearBefore === null ? null : rest(c => c.yearBefore ?? 0),
    past: [],
  })
}

function needsCompany(past: Past, counted: readonly Counted[]): boolean {
  return counted.some(c => c.quota !== null && !isEnough(past, historyOf('', c.past)))
}

function tell(of: {
  counted: Counted
  named: Named
  past: Past | null
  pace: Pace | null
  asked: Asked
}): Standing {
  const { counted, named, past, pace } = of
  const sums = {
    ...noSums,
    net: minor(counted.net),
    quota: minor(counted.quota ?? 0),
    netWithQuota: minor(counted.netWithQuota),
  }
  const has = counted.quota !== null && counted.quota > 0
  const should = has && past && pace ? shouldBeRange(sums.quota, pace) : null
  const gap = computeFigure('gap', sums)
  return {
    subject: named.subject ?? '',
    name: named.name,
    isHouse: named.isHouse,
    hidden: named.hidden,
    billed: counted.net,
    quota: has ? counted.quota : null,
    attainment: valueOf('attainment', computeFigure('attainment', sums)),
    gap: 'value' in gap ? gap.value : null,
    shouldBe: should && {
      ...should,
      basis: basisOf(past!, pace!, named.name, {
        low: should.low / sums.quota,
        high: should.high / sums.quota,
      }),
    },
    state: should ? standingOf(sums.netWithQuota, should) : 'none',
    before: counted.before,
    yearBefore: counted.yearBefore,
  }
}

/** Furthest behind first; without a quota last, the house after all. */
function byGap(a: Standing, b: Standing): number {
  if (a.isHouse !== b.isHouse) return a.isHouse ? 1 : -1
  if ((a.gap === null) !== (b.gap === null)) return a.gap === null ? 1 : -1
  return (b.gap ?? b.billed) - (a.gap ?? a.billed) || (a.name < b.name ? -1 : 1)
}
