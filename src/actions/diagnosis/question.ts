import type { Context } from '../action.ts'
import { type PeriodKind, type Range, addDays, addMonths, periodAt } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import { isLonger, quotaKind } from '#core/figures/index.ts'
import { type Minor, minor } from '#core/money/index.ts'
import type { Diagnosed } from '#db/diagnosis/sides.ts'
import { quotaSpans, standingSums } from '#db/targets.ts'
import { type Calendar, calendarOf } from '../asked/calendar.ts'
import { shouldBeNow } from '../asked/should-be-now.ts'
import { type Subject, subjectOf } from '../asked/subject.ts'
import { type Asked, rangeOf, whenOf } from '../asked/when.ts'

export type Asks = {
  subject: string
  period: 'month' | 'quarter' | 'year'
  code?: string | undefined
  /** As of which day; absent: today. */
  asOf?: string | undefined
}

/** Whose gap of which period: target and billing as figures have them. */
export type Question = {
  readonly calendar: Calendar
  readonly asked: Asked
  readonly subject: Subject
  readonly whose: Diagnosed
  readonly quota: Minor
  /** Null without a quota: then there is nothing to be short of but the year before. */
  readonly target: { readonly amount: Minor; readonly is: 'quota' | 'should_be' } | null
  /** Of those with a quota, on its days; of all (but the house) where nobody has one. */
  readonly reference: Range | null
  /** Accounts that bought nothing in these days have left. */
  readonly left: Range
  /** For which periods quotas are set: where they lie across all of the calendar's, they are shared by days. */
  readonly quotas: { readonly kind: PeriodKind | null; readonly across: boolean }
}

/** Only what one sees with every break-down is taken apart: a gap of one team above would tell of others' accounts. */
export async function questionOf(context: Context, asks: Asks): Promise<Question> {
  const calendar = await calendarOf(context.db, context.actor.today)
  const asked = whenOf(calendar, { period: asks.period, code: asks.code, to: asks.asOf })
  const subject = await subjectOf(context, asks.subject)
  if (subject.kind === 'account')
    throw new Failure('invalid', 'Accounts have no target to be short of. Ask for a person or a team.')
  if (subject.depth === 'sum')
    throw new Failure(
      'not_allowed',
      'Of this team you see the total alone, for it is above you: its gap is not taken apart. Choose yourself or your own team.',
    )
  const quota = await quotaOf(context, subject, asked)
  const { to } = asked.range
  return {
    calendar,
    asked,
    subject,
    whose: subject.kind === 'person' ? { person: subject.id } : { team: subject.id },
    quota,
    target: quota > 0 ? await targetOf(context, { calendar, asked, subject, quota }) : null,
    reference: asked.yearBefore && rangeOf(asked.yearBefore),
    left: { from: addDays(addMonths(to, -12), 1), to },
    quotas: await quotasSetFor(context, calendar, asked),
  }
}

/**
 * The question that people are judged by: where quotas are set for longer periods than the one asked about, that longer
 * period as it stood then, for a quarter's quota tells nothing of who missed a month.
 */
export async function judgedQuestion(context: Context, asks: Asks): Promise<Question> {
  const question = await questionOf(context, asks)
  const { asked, calendar, quotas } = question
  if (!quotas.kind || !isLonger(quotas.kind, asked.fiscal!.kind)) return question
  const longer = periodAt(calendar.periods, quotas.kind, asked.range.to)
  if (!longer) return question
  return questionOf(context, {
    subject: asks.subject,
    period: longer.kind,
    code: longer.code,
    asOf: asked.range.to,
  })
}

async function quotasSetFor(
  { db }: Context,
  { periods }: Calendar,
  { fiscal }: Asked,
): Promise<Question['quotas']> {
  const spans = await quotaSpans(db, fiscal!)
  const kind = spans.length === 0 ? undefined : quotaKind(periods, spans)
  const within = (span: Range) =>
    periods.some(period => period.kind === kind && period.from <= span.from && span.to <= period.to)
  return { kind: kind ?? null, across: kind !== undefined && !spans.every(within) }
}

async function quotaOf({ db }: Context, subject: Subject, asked: Asked): Promise<Minor> {
  const { quotas } = await standingSums(db, {
    whose: subject.kind === 'person' ? { people: [subject.id] } : { team: subject.id },
    by: 'none',
    root: null,
    ranges: [],
    quotas: [{ range: { from: asked.fiscal!.from, to: asked.fiscal!.to }, until: asked.range.to }],
  })
  return minor(quotas.reduce((sum, row) => sum + row.quota, 0))
}

/** While a period is under way one is short of where one should be today, not of its end. */
async function targetOf(
  context: Context,
  of: { calendar: Calendar; asked: Asked; subject: Subject; quota: Minor },
): Promise<NonNullable<Question['target']>> {
  if (!of.asked.period.incomplete) return { amount: of.quota, is: 'quota' }
  const should = (await shouldBeNow(context, { ...of, root: null, by: 'none' }))('', of.quota)
  return 'value' in should
    ? { amount: minor(should.value), is: 'should_be' }
    : { amount: of.quota, is: 'quota' }
}
