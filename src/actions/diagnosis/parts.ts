import type { Context } from '../action.ts'
import type { Against, By, show } from '#contract/diagnosis/gap.ts'
import type { Output } from '#contract/operation.ts'
import { partsAgainst } from '#core/diagnosis/index.ts'
import { Failure } from '#core/failure.ts'
import { type Minor, minor } from '#core/money/index.ts'
import { foretoldParts } from '#db/diagnosis/expectation.ts'
import { branchRoot } from '#db/figures/subjects.ts'
import { standingSums } from '#db/targets.ts'
import { labelsOf } from '../asked/labels.ts'
import { type Expected, forecastOf, shareOf, wholePeriod } from './expectation.ts'
import type { Question } from './question.ts'
import { partsOfTree } from './tree.ts'

export type ToldPart = Output<typeof show>['parts'][number]

type Of = { against: Exclude<Against, 'year_before'>; by: By; expected: Expected | null; billed: Minor }

/** Last year has ingredients and a plan quotas of people: the forecast alone has other parts than branches. */
export function refuseParts({ against, by }: { against: Against; by: By }): void {
  if (by !== 'branch' && against !== 'forecast')
    throw new Failure(
      'invalid',
      'Only the forecast has parts by product line and territory: quotas are set for people, so a plan has branches.',
    )
}

/**
 * A gap by the parts of what it is taken apart against: a team's branches, each with its quotas or with what the forecast
 * published before the period expected of it; of the company also that forecast's product lines or territories.
 */
export async function partsOf(
  context: Context,
  question: Question,
  of: Of,
): Promise<{ reference: Minor; parts: ToldPart[] } | { none: string }> {
  const { subject, target } = question
  if (!target) return { none: 'Nobody here has a quota in this period, so there is no plan to be short of.' }
  if (subject.kind === 'person')
    return {
      none: 'What one person was to bill has no parts. Choose last year to see customers, orders and price, or a team.',
    }
  const reference = of.against === 'plan' ? target.amount : of.expected?.forecast ? of.expected.amount : null
  if (reference === null)
    return {
      none: 'No forecast of this whole period was published before it began. Choose last year or the plan.',
    }
  if (of.by !== 'branch') return partsOfTree(context, question, { by: of.by, reference, billed: of.billed })
  return { reference, parts: await branches(context, question, { ...of, reference }) }
}

async function branches(
  context: Context,
  question: Question,
  of: Of & { reference: Minor },
): Promise<ToldPart[]> {
  const { subject } = question
  const root = subject.id === context.actor.org ? await branchRoot(context.db) : subject.id
  const rows = await byBranch(context, question, root)
  const references =
    of.against === 'plan'
      ? rows.map(({ key, quota }) => ({ key, amount: quota * shareOf(question) }))
      : await foretoldBy(context, question, root)
  const parts = partsAgainst({ billed: of.billed, reference: of.reference, references, actuals: rows })
  const labels = await labelsOf(context.db, { by: 'branch', keys: parts.map(({ key }) => key), root })
  return parts.map(({ key, ...part }) => {
    const { name, subject: opens, hidden } = labels.get(key)!
    return { ...part, name, subject: hidden ? null : opens, lines: null, takenOff: null }
  })
}

async function byBranch({ db }: Context, question: Question, root: string | null) {
  const { from, to } = wholePeriod(question)
  const { quotas } = await standingSums(db, {
    whose: { team: question.subject.id },
    by: 'branch',
    root,
    ranges: [],
    quotas: [{ range: { from, to }, until: question.asked.range.to }],
  })
  return quotas.map(({ key, quota, netWithQuota }) => ({ key, quota, amount: netWithQuota }))
}

async function foretoldBy(context: Context, question: Question, root: string | null) {
  const forecast = await forecastOf(context, question)
  if (typeof forecast === 'string') return []
  const rows = await foretoldParts(context.db, {
    forecast,
    team: question.subject.id,
    root,
    period: wholePeriod(question),
  })
  return rows.map(({ key, mean }) => ({ key, amount: minor(Math.round(mean * shareOf(question))) }))
}
