import { msg, plural, t } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { showRecipe } from '#contract/recipe.ts'
import type { Answer } from '#web/client.ts'
import type { Format } from '#web/format.ts'

export type Recipe = NonNullable<Answer<typeof showRecipe>['recipe']>
export type Ingredient = Extract<Recipe['found'], { is: 'found' }>['ingredients'][number]

const names: Record<string, MessageDescriptor> = {
  orders: msg`Orders`,
  average_order: msg`Average order`,
  lines_per_order: msg`Lines per order`,
  active_accounts: msg`Active accounts`,
  new_accounts: msg`New accounts`,
  discount_given: msg`Discount given`,
  price_realisation: msg`Price realisation`,
  gross_margin_rate: msg`Gross margin rate`,
  top_account_share: msg`Share of the top account`,
  opportunities: msg`Opportunities created`,
  won: msg`Deals won`,
  customers: msg`Customers who buy`,
}

/** A figure or a step by its name; an activity is called as its source calls it. */
export function figureName(key: string): string {
  const name = names[key]
  if (name) return t(name)
  return key.startsWith('activity:') ? key.slice('activity:'.length) : key
}

/** The rate of a step, and how it is written. */
export function rateWords(step: string): { name: string; share: boolean } {
  if (step === 'customers') return { name: t`Orders of a customer in a month they buy`, share: false }
  if (step === 'opportunities') return { name: t`Deals won of those decided`, share: true }
  return { name: t`${figureName(step)} that lead on`, share: true }
}

const money = new Set(['average_order', 'discount_given'])
const shares = new Set(['price_realisation', 'gross_margin_rate', 'top_account_share'])

/** What one more of a figure means: a unit of the figure, and the billing that follows. */
export function strengthWords({ figure, strength }: Ingredient, format: Format) {
  const scale = shares.has(figure) ? 0.01 : 1
  const per = (value: number) => (money.has(figure) ? format.decimal(value) : format.short(value * scale))
  const unit = money.has(figure)
    ? t`${format.currency} for each ${format.currency} more`
    : shares.has(figure)
      ? t`for one point more`
      : t`for one more`
  return { unit, estimate: per(strength.estimate), low: per(strength.low), high: per(strength.high) }
}

export function recipeSentence(recipe: Recipe): string {
  const { found } = recipe
  if (found.is === 'found') {
    const figures = found.ingredients
      .map(({ figure, lag }) => {
        const ahead = plural(lag, { one: '# month ahead', other: '# months ahead' })
        return `${figureName(figure)} (${ahead})`
      })
      .join(', ')
    return t`Billing beyond what is usual is foretold by: ${figures}.`
  }
  if (found.is === 'nothing_holds')
    return t`None does. ${found.tried} combinations of figure and lag were tried over ${found.tests} months not seen before, and none foretold billing better than luck would.`
  const parts = [
    found.months.have < found.months.need
      ? plural(found.months.need - found.months.have, {
          one: '# more month that could be foretold',
          other: '# more months that could be foretold',
        })
      : null,
    found.people.have < found.people.need
      ? plural(found.people.need - found.people.have, {
          one: '# more person who bills',
          other: '# more people who bill',
        })
      : null,
    found.figures === 0 ? t`a figure that varies` : null,
  ].filter(part => part !== null)
  return t`That cannot be said yet. What is missing: ${parts.join(', ')}.`
}
