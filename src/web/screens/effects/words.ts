import { msg, plural, t } from '@lingui/core/macro'
import type { showIntervention } from '#contract/effects.ts'
import type { Answer } from '#web/client.ts'
import type { Format } from '#web/format.ts'

export type Shown = Answer<typeof showIntervention>
export type Found = Extract<NonNullable<Shown['effect']>, { is: 'found' }>
type Drift = NonNullable<NonNullable<Found['before']>['drift']>

export const kindWords = {
  training: msg`Training`,
  price: msg`Price change`,
  process: msg`New process`,
  crm_use: msg`Use of the CRM`,
} as const

export const figureWords = {
  billed_revenue: msg`Billed revenue`,
  gross_margin: msg`Gross margin`,
  orders: msg`Orders`,
  average_order: msg`Average order`,
  active_accounts: msg`Active accounts`,
  discount_given: msg`Discount given`,
  price_realisation: msg`Price realisation`,
} as const

const whyWords = {
  nobody_reached: msg`Nobody is named whom it reached.`,
  nothing_before: msg`It reached the first people before any whole month of billing: there is nothing to compare with.`,
  nothing_after: msg`No whole month has passed since it began. Look again next month.`,
  too_few_treated: msg`Too few to say: it reached fewer than four people whose figures are known before and after.`,
  too_few_untreated: msg`Too few to say: fewer than four people had not been reached when it began, so nobody can be compared.`,
} as const

/** What changed, in a sentence or two, before any chart. */
export function effectSentence({ intervention, effect }: Shown, format: Format): string {
  if (!effect) return t`It is being worked out.`
  if (effect.is === 'none') return t(whyWords[effect.why])
  const { overall, before } = effect
  const figure = t(figureWords[intervention.figure])
  const size = format.percent(Math.abs(overall.estimate))
  const range = t`${signed(overall.low, format)} to ${signed(overall.high, format)}`
  if (before?.apart)
    return t`${figure}: ${signed(overall.estimate, format)} of what was usual for each, against those it had not reached (95 %: ${range}). But the two already ran apart before it: do not read this as its effect.`
  if (overall.low <= 0 && overall.high >= 0)
    return t`${figure}: no change that chance could not explain. The estimate is ${signed(overall.estimate, format)} of what was usual for each (95 %: ${range}).`
  return overall.estimate > 0
    ? t`${figure} rose by ${size} of what was usual for each, against those it had not reached (95 %: ${range}).`
    : t`${figure} fell by ${size} of what was usual for each, against those it had not reached (95 %: ${range}).`
}

/** Whether anything speaks against the comparison, and what a look at the months before could not have seen. */
export function beforeSentence({ before }: Found, format: Format): string {
  if (!before) return t`There was one month before it alone, so nobody can say how the two ran before.`
  const shown = before.apart
    ? t`Before it the two already ran apart, so the difference may have had other reasons.`
    : t`Before it no difference could be shown in how the two ran. That is no proof that there was none.`
  return [shown, before.drift && driftSentence(before.drift, before.apart, format)].filter(Boolean).join(' ')
}

function driftSentence({ estimate, low, high }: Drift, apart: boolean, format: Format): string {
  const change = signed(estimate, format)
  const range = t`${signed(low, format)} to ${signed(high, format)}`
  return apart
    ? t`A month, those reached moved by ${change} of what was usual against the others (95 %: ${range}).`
    : t`A month, those reached moved by ${change} of what was usual against the others (95 %: ${range}): a drift inside this range may have gone unseen, and gone on.`
}

export function basisSentence(found: Found, format: Format): string {
  const treated = plural(found.treated, { one: '# person reached', other: '# people reached' })
  const others = plural(found.untreated, { one: '# not reached', other: '# not reached' })
  const [from, to] = [format.day(found.base.from), format.day(found.base.to)]
  const how =
    found.by === 'randomisation'
      ? t`Intervals come from dealing the beginnings out anew among the people.`
      : t`Intervals come from each person’s influence on the estimate.`
  return t`${treated}, ${others}. “Usual” is each person’s own mean from ${from} to ${to}. ${how}`
}

export function signed(value: number, format: Format): string {
  return `${value > 0 ? '+' : ''}${format.percent(value)}`
}
