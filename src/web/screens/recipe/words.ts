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
  new_accounts: msg`New accounts`,
  discount_given: msg`Discount given`,
  price_realisation: msg`Price realisation`,
  gross_margin_rate: msg`Gross margin rate`,
  top_account_share: msg`Share of the top account`,
  opportunities_created: msg`Opportunities created`,
  opportunities_won: msg`Deals won`,
  opportunities_lost: msg`Deals lost`,
  win_rate: msg`Win rate`,
  average_deal: msg`Average deal`,
  won_amount: msg`Amount won`,
  days_to_win: msg`Days to win`,
  activities: msg`Activities`,
  active_accounts: msg`Active accounts`,
}

/** A figure or a step by its name; an activity as its source, an own figure as the organisation calls it. */
export function figureName(key: string, called?: string): string {
  if (Object.hasOwn(names, key)) return t(names[key]!)
  return called ?? (key.startsWith('activity:') ? key.slice('activity:'.length) : key)
}

/** The rate of a step, and how it is written. */
export function rateWords(step: string): { name: string; share: boolean } {
  if (step === 'active_accounts') return { name: t`Orders of a customer in a month they buy`, share: false }
  if (step === 'opportunities_created') return { name: t`Deals won of those decided`, share: true }
  return { name: t`${figureName(step)} that lead on`, share: true }
}

/** What one more of a figure means: a unit of the figure, and the billing that follows. */
export function strengthWords({ unit: written, strength }: Ingredient, format: Format) {
  const isMoney = written.startsWith('money')
  const scale = written === 'ratio' ? 0.01 : 1
  const per = (value: number) => (isMoney ? format.decimal(value) : format.short(value * scale))
  const unit = isMoney
    ? t`${format.currency} for each ${format.currency} more`
    : written === 'ratio'
      ? t`for one point more`
      : t`for one more`
  return { unit, estimate: per(strength.estimate), low: per(strength.low), high: per(strength.high) }
}

export function recipeSentence(recipe: Recipe): string {
  const { found } = recipe
  if (found.is === 'found') {
    const figures = found.ingredients
      .map(({ figure, name, lag }) => {
        const ahead = plural(lag, { one: '# month ahead', other: '# months ahead' })
        return `${figureName(figure, name)} (${ahead})`
      })
      .join(', ')
    return t`Billing beyond what is usual is foretold by: ${figures}.`
  }
  if (found.is === 'nothing_holds')
    return t`None does. ${found.tried} combinations of figure and lag were tried over ${found.tests} months not seen before, and none foretold billing better than luck would.`
  if (found.people.have === 0)
    return t`That cannot be said yet: nothing is billed, and billing is what a recipe foretells. What is known of deals stands below.`
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
