import type { Context } from '../action.ts'
import type { Against, By, show } from '#contract/diagnosis/gap.ts'
import type { Output } from '#contract/operation.ts'
import { billed, gapSteps, largeOrder, type Step } from '#core/diagnosis/index.ts'
import { minor } from '#core/money/index.ts'
import { gapSides, orderShape } from '#db/diagnosis/sides.ts'
import { expectationOf, toldOf } from './expectation.ts'
import { partsOf, refuseParts } from './parts.ts'
import { type Asks, questionOf } from './question.ts'

export type Waterfall = Output<typeof show>

/** From target to billed: first the design's share, then in steps against a reference of one's choice. */
export async function waterfallOf(
  context: Context,
  asks: Asks & { against: Against; by: By },
): Promise<Waterfall> {
  refuseParts(asks)
  const question = await questionOf(context, asks)
  const { asked, subject, reference, quotas } = question
  const actual = asked.range
  // without a year before, the period stands against itself: its billing is known, its steps are not
  const compared = { whose: question.whose, actual, reference: reference ?? actual }
  const limit = largeOrder(await orderShape(context.db, compared))
  const sides = await gapSides(context.db, { ...compared, large: limit, left: question.left })
  const now = billed(sides.actual)
  const then = reference && billed(sides.reference)
  const expected = await expectationOf(context, question, then)
  const target = question.target ?? { amount: then ?? now, is: 'reference' as const }
  // without a quota the year before stands for the target, and nothing was asked beyond it
  const expectation = question.target && expected ? expected.amount : target.amount
  const steps = reference ? gapSteps({ target: target.amount, expectation, ...sides }) : []
  const whole = {
    subject: { subject: subject.subject, name: subject.name },
    period: asked.period,
    against: asks.against,
    by: asks.by,
    quotas,
    target,
    billed: now,
    gap: now - target.amount,
    reference: reference && {
      billed: billed(sides.reference),
      range: { from: reference.from, to: reference.to },
    },
    expected: toldOf(expected),
    largeFrom: limit === undefined ? null : minor(Math.ceil(limit)),
  }
  if (asks.against === 'year_before')
    return { ...whole, steps: steps.map(told), parts: [], withheld: reference ? null : noYearBefore }
  const found = await partsOf(context, question, {
    against: asks.against,
    by: asks.by,
    expected,
    billed: now,
  })
  if ('none' in found) return { ...whole, steps: [], parts: [], withheld: found.none }
  const design = { key: 'design' as const, amount: minor(found.reference - target.amount), byLine: [] }
  return { ...whole, steps: design.amount === 0 ? [] : [design], parts: found.parts, withheld: null }
}

const noYearBefore =
  'The ledger does not know the same period a year before, so there is nothing to take the gap apart against.'

function told({ key, amount, byLine }: Step): Waterfall['steps'][number] {
  return {
    key,
    amount,
    byLine: [...byLine]
      .map(([productLine, part]) => ({ productLine, amount: part }))
      .toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount)),
  }
}
