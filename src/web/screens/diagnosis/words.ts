import type { show } from '#contract/diagnosis/gap.ts'
import { telling } from '#core/diagnosis/telling.ts'
import { msg, t } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { Answer } from '#web/client.ts'
import type { Format } from '#web/format.ts'
import { nameOf, periodName } from '../figures/words.ts'

export type Shown = Answer<typeof show>
export type StepKey = Shown['steps'][number]['key']

/** Each step's name, and what it means in a sentence. */
export const stepWords: Readonly<
  Record<StepKey, { readonly name: MessageDescriptor; readonly means: MessageDescriptor }>
> = {
  design: {
    name: msg`Asked beyond what could be expected`,
    means: msg`What could be expected, less the target: the design’s share of the gap.`,
  },
  expected_change: {
    name: msg`Expected beyond the year before`,
    means: msg`The year before, less what could be expected: what the forecast saw coming.`,
  },
  large_orders: {
    name: msg`One-off large orders`,
    means: msg`Orders far larger than the rest, now less those of the year before.`,
  },
  currency: { name: msg`Exchange rates`, means: msg`What moved by exchange rates alone.` },
  accounts_entered: {
    name: msg`New accounts`,
    means: msg`Billing of accounts that nobody had ever billed before.`,
  },
  accounts_left: {
    name: msg`Accounts that left`,
    means: msg`What accounts billed a year before that bought nothing in the last twelve months.`,
  },
  lines_taken_up: {
    name: msg`Product lines taken up`,
    means: msg`Product lines that billed nothing a year before.`,
  },
  lines_dropped: {
    name: msg`Product lines dropped`,
    means: msg`Product lines that billed a year before and nothing now.`,
  },
  without_product: {
    name: msg`Without product line`,
    means: msg`Adjustments, and billing that names no product: it cannot be taken apart.`,
  },
  incomplete: {
    name: msg`Cannot be split`,
    means: msg`Product lines with a sum or count of zero or below on either side.`,
  },
  accounts: { name: msg`Customers reached`, means: msg`How many accounts bought anything.` },
  mix: {
    name: msg`Reach of product lines`,
    means: msg`Which part of the accounts bought of each product line.`,
  },
  orders_per_account: {
    name: msg`Orders per customer`,
    means: msg`How often those who bought of a product line ordered it.`,
  },
  lines_per_order: { name: msg`Lines per order`, means: msg`How many lines of it an order held.` },
  quantity_per_line: { name: msg`Quantity per line`, means: msg`How many pieces a line was for.` },
  list_per_unit: {
    name: msg`List price per piece`,
    means: msg`List prices, and dearer or cheaper products within a line.`,
  },
  net_per_list: { name: msg`Price held`, means: msg`What was billed of the list price.` },
  net_per_unit: {
    name: msg`Price per piece`,
    means: msg`What was billed per piece, where list prices are not known.`,
  },
}

/** The answer: how short, and the two steps that weigh most. */
export function gapSentence(of: { shown: Shown; format: Format }): string {
  const { shown, format } = of
  const { gap, target, subject, period } = shown
  const steps = [
    ...telling(shown.steps).map(({ key, amount }) => ({
      name: t(stepWords[key].name).toLocaleLowerCase(),
      amount,
    })),
    ...shown.parts.map(part => ({ name: partName(part, shown.by), amount: part.amount })),
  ]
  const name = nameOf(subject)
  const when = periodName(period, format)
  const [apart, all] = [format.short(Math.abs(gap)), format.short(target.amount)]
  const said =
    target.is === 'reference'
      ? gap < 0
        ? t`${name} billed ${apart} less in ${when} than a year before; there is no quota to be short of.`
        : t`${name} billed ${apart} more in ${when} than a year before; there is no quota to be short of.`
      : target.is === 'should_be'
        ? gap < 0
          ? t`${name} is ${apart} short of the ${all} that should be billed of the quota by today in ${when}.`
          : t`${name} is ${apart} ahead of the ${all} that should be billed of the quota by today in ${when}.`
        : gap < 0
          ? t`${name} missed the quota of ${all} in ${when} by ${apart}.`
          : t`${name} passed the quota of ${all} in ${when} by ${apart}.`
  const sign = Math.sign(gap)
  const weighs = steps
    .filter(step => Math.sign(step.amount) === sign)
    .toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
    .slice(0, 2)
    .map(({ name: step, amount }) => `${step} (${signed(amount, format)})`)
  if (weighs.length === 0) return said
  const [first, second] = weighs
  return second === undefined
    ? `${said} ${t`What weighs most: ${first!}.`}`
    : `${said} ${t`What weighs most: ${first!} and ${second}.`}`
}

/** A branch is called after who leads it, and must not be taken for that person alone. */
export function partName(
  { subject, name, lines, takenOff }: Shown['parts'][number],
  by: Shown['by'],
): string {
  if (takenOff === 'house') return t`Less the house`
  if (takenOff === 'without_quota') return t`Less those without a quota`
  if (by === 'product_line' && !lines) return t`Without product line`
  if (by === 'territory' && !lines) return t`Without territory`
  return nameOf({ subject: subject ?? '', name })
}

/** Why there is no gap to speak of. */
export function nothingSentence({ subject, period, billed }: Shown, format: Format): string {
  const name = nameOf(subject)
  return billed === 0
    ? t`${name} has no quota for these days and billed nothing in them, nor in those of the year before: there is nothing to take apart.`
    : t`${name} billed ${format.short(billed)} in ${periodName(period, format)}. Whether that is short nobody can say: there is no quota, and the ledger does not know a year before.`
}

/** With its sign, for a step up or down. */
export function signed(amount: number, format: Format): string {
  return amount > 0 ? `+${format.short(amount)}` : format.short(amount)
}
