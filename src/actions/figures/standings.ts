import { signedIn } from '#access/permissions.ts'
import { type Context, action } from '../action.ts'
import { type Standing, standings as contract } from '#contract/figures.ts'
import type { Input } from '#contract/operation.ts'
import { Failure } from '#core/failure.ts'
import { type History, catalogue, computeFigure, noSums, standingOf } from '#core/figures/index.ts'
import { minor } from '#core/money/index.ts'
import { branchRoot } from '#db/figures/subjects.ts'
import { standingSums } from '#db/targets.ts'
import { calendarOf } from '../asked/calendar.ts'
import { type Named, labelsOf } from '../asked/labels.ts'
import {
  type Measured,
  type Plan,
  companyHistories,
  historiesOf,
  isEnoughFor,
  noMeasure,
  planOf,
  quotaRangesOf,
  rangesOf,
  shouldBeOf,
} from '../asked/should-be.ts'
import { type Subject, subjectOf, tooFew } from '../asked/subject.ts'
import { valueOf } from '../asked/value.ts'
import { type Asked, rangeOf, whenOf } from '../asked/when.ts'

export const standingsAction = action(contract, { may: signedIn, run: standingsOf })

export async function standingsOf(context: Context, { query }: Pick<Input<typeof contract>, 'query'>) {
  const { db, actor } = context
  const calendar = await calendarOf(db, actor.today)
  const asked = whenOf(calendar, query)
  const subject = await subjectOf(context, query.subject)
  if (subject.kind === 'account') {
    throw new Failure('invalid', 'Accounts have no quota to stand against. Ask for a person or a team.')
  }
  const plan = await planOf(db, calendar, asked)
  const by = subject.kind === 'person' ? 'none' : query.by
  const withheld = by === 'branch' && subject.depth === 'sum' ? onlyTotal : null
  const root = by === 'branch' && !withheld ? await rootOf(context, subject) : null
  const question = { context, subject, asked, plan, root }

  const whole = (await countedOf({ ...question, by: 'none' })).get('') ?? nothing
  if (subject.depth === 'sum' && whole === nothing)
    throw (await tooFew(context, subject.id)) ?? new Failure('not_found', '')
  const parts = by === 'none' || withheld ? new Map<string, Counted>() : await countedOf({ ...question, by })
  if (by === 'branch' && !withheld) addOthers(whole, parts)

  const isCompany = subject.id === actor.org
  const wider =
    plan && (isCompany || needsCompany(plan, [whole, ...parts.values()]))
      ? [await companyHistories(db, plan)]
      : []
  // of the company's own history the house is left out, as it has no quota
  const team = !plan || isCompany ? wider : [historiesOf(plan, subject.name, whole.measured), ...wider]
  const told = (counted: Counted, named: Named) => {
    const own =
      !plan || (isCompany && counted === whole) ? [] : [historiesOf(plan, named.name, counted.measured)]
    return tell({ counted, named, plan, histories: [...own, ...team], asked })
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

/** What one row of standings is counted from. */
type Counted = {
  net: number
  quota: number | null
  netWithQuota: number
  before: number | null
  yearBefore: number | null
  measured: Measured
}
const nothing: Counted = {
  net: 0,
  quota: null,
  netWithQuota: 0,
  before: null,
  yearBefore: null,
  measured: noMeasure,
}

/** One question for all ranges: now, the two it is compared with, and the plan's. */
async function countedOf(of: {
  context: Context
  subject: Subject
  asked: Asked
  plan: Plan | null
  root: string | null
  by: 'none' | 'person' | 'branch'
}): Promise<Map<string, Counted>> {
  const { subject, asked, plan } = of
  const compared = [asked.before, asked.yearBefore].flatMap(period => (period ? [rangeOf(period)] : []))
  const planned = plan ? rangesOf(plan) : []
  const ofPlan = plan ? quotaRangesOf(plan) : []
  const sums = await standingSums(of.context.db, {
    whose: subject.kind === 'person' ? { people: [subject.id] } : { team: subject.id },
    by: of.by,
    root: of.root,
    ranges: [asked.range, ...compared, ...planned],
    quotas: [{ from: asked.range.from, to: asked.fiscal?.to ?? asked.range.to }, ...ofPlan].map(range => ({
      range,
      until: asked.range.to,
    })),
  })
  const keyOf = (key: string) => (of.by === 'none' ? '' : key)
  const nets = Map.groupBy(sums.nets, row => keyOf(row.key))
  const quotas = Map.groupBy(sums.quotas, row => keyOf(row.key))
  // of a team above, a sum of too few people is not told: no quota then is not nothing
  const untold = subject.depth === 'sum' ? null : 0
  const counted = new Map<string, Counted>()
  for (const key of new Set([...nets.keys(), ...quotas.keys()])) {
    const by = new Map(nets.get(key)?.map(row => [row.range, row.net]))
    const at = (range: number) => by.get(range) ?? 0
    const set = new Map(quotas.get(key)?.map(row => [row.range, row]))
    const quota = set.get(0)
    if (!by.has(0) && !quota) continue
    counted.set(key, {
      net: at(0),
      quota: quota?.quota ?? null,
      netWithQuota: quota?.netWithQuota ?? 0,
      before: asked.before && at(1),
      yearBefore: asked.yearBefore && at(asked.before ? 2 : 1),
      measured: {
        nets: planned.map((_, index) => at(1 + compared.length + index)),
        quotas: ofPlan.map((_, index) => set.get(1 + index)?.quota ?? untold),
      },
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
    measured: {
      nets: [],
      quotas: whole.measured.quotas.map((_, index) => rest(c => c.measured.quotas[index] ?? 0)),
    },
  })
}

function needsCompany(plan: Plan, counted: readonly Counted[]): boolean {
  return counted.some(c => c.quota !== null && !isEnoughFor(plan, c.measured))
}

function tell(of: {
  counted: Counted
  named: Named
  plan: Plan | null
  histories: readonly (readonly History[])[]
  asked: Asked
}): Standing {
  const { counted, named, plan, histories } = of
  const sums = {
    ...noSums,
    net: minor(counted.net),
    quota: minor(counted.quota ?? 0),
    netWithQuota: minor(counted.netWithQuota),
  }
  const has = counted.quota !== null && counted.quota > 0
  const { measured } = counted
  const found =
    has && plan ? shouldBeOf({ plan, measured, own: named.name, histories, quota: sums.quota }) : null
  const gap = computeFigure('gap', sums)
  return {
    subject: named.subject ?? '',
    name: named.name,
    isHouse: named.isHouse,
    hidden: named.hidden,
    billed: counted.net,
    quota: has ? counted.quota : null,
    attainment: valueOf(catalogue.attainment, computeFigure('attainment', sums)),
    gap: 'value' in gap ? gap.value : null,
    shouldBe: found && { ...found.should, basis: found.basis },
    state: found ? standingOf(sums.netWithQuota, found.should) : 'none',
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
