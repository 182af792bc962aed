import type { Context } from '../action.ts'
import type { show } from '#contract/diagnosis.ts'
import type { Output } from '#contract/operation.ts'
import { billed, expectedRange, gapSteps, largeOrder } from '#core/diagnosis/index.ts'
import { type Minor, minor } from '#core/money/index.ts'
import { gapSides, orderSizes } from '#db/diagnosis/sides.ts'
import { comparedPeriods, growthsOf, quotasByPerson } from './history.ts'
import { type Asks, type Question, questionOf } from './question.ts'

export type Waterfall = Output<typeof show>

/** From target to billed, in steps against the same period a year before. */
export async function waterfallOf(context: Context, asks: Asks): Promise<Waterfall> {
  const question = await questionOf(context, asks)
  const { asked, subject, reference } = question
  const actual = asked.range
  // without a year before, the period stands against itself: its billing is known, its steps are not
  const compared = { whose: question.whose, actual, reference: reference ?? actual }
  const limit = largeOrder(await orderSizes(context.db, compared))
  const sides = await gapSides(context.db, { ...compared, large: limit, left: question.left })
  const now = billed(sides.actual)
  const then = billed(sides.reference)
  const target = question.target ?? { amount: reference ? then : now, is: 'reference' as const }
  const steps = reference ? gapSteps({ target: target.amount, expectation: then, ...sides }) : []
  return {
    subject: { subject: subject.subject, name: subject.name },
    period: asked.period,
    target,
    billed: now,
    gap: now - target.amount,
    reference: reference && { billed: then, range: { from: reference.from, to: reference.to } },
    expected: reference && (await expectedOf(context, question, then)),
    steps: steps.map(({ key, amount, byLine }) => ({
      key,
      amount,
      byLine: [...byLine]
        .map(([productLine, part]) => ({ productLine, amount: part }))
        .toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount)),
    })),
    largeFrom: limit === undefined ? null : minor(Math.ceil(limit)),
    withheld: reference
      ? null
      : 'The ledger does not know the same period a year before, so there is nothing to take the gap apart against.',
  }
}

/** What earlier growth lets expect; nothing where too few years are known. */
export async function expectedOf(
  context: Context,
  question: Question,
  reference: Minor,
): Promise<{ low: Minor; middle: Minor; high: Minor; growths: number } | null> {
  const periods = await comparedPeriods(context, question)
  if (periods.at(-1)?.kind !== question.asked.period.kind) return null
  const growths = growthsOf(question.calendar, periods, await quotasByPerson(context, question, periods))
  const range = expectedRange({ reference, growths })
  return range && { ...range, growths: growths.length }
}
