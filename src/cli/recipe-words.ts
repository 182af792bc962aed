import type { Output } from '#contract/operation.ts'
import type { personRecipe, showRecipe } from '#contract/recipe.ts'
import { decimalsOf } from '#core/money/index.ts'
import { neededPerWeek, wonInTime } from '#core/recipe/index.ts'
import { aligned } from './aligned.ts'
import { percent, wholeAmounts } from './answer.ts'

type Shown = { currency: string; locale: string }

/** The organisation's recipe for a terminal; a refusal names what is missing. */
export function organisationLines(
  { recipe, candidates }: Output<typeof showRecipe>,
  { currency, locale }: Shown,
): string[] {
  const tried = `Tried: ${candidates.map(({ name }) => name).join(', ')}.`
  if (!recipe) return ['No recipe has been looked for yet.', tried]
  const { found, closing } = recipe
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const money = (amount: number) => decimal.format(amount / 10 ** decimalsOf(currency))
  const basis = `${recipe.from ?? ''} to ${recipe.to}, ${recipe.people} people who bill.`
  return [
    ...(found.is === 'found'
      ? [
          aligned(
            [
              ['', 'months ahead', `one more foretells (${currency})`, '95 % from', 'to', 'held', 'skill'],
              ...found.ingredients.map(({ name, lag, strength, held, skill }) => [
                name,
                String(lag),
                money(strength.estimate),
                money(strength.low),
                money(strength.high),
                percent.format(held),
                percent.format(skill),
              ]),
            ],
            new Set([1, 2, 3, 4, 5, 6]),
          ),
        ]
      : [refusal(found)]),
    basis,
    tried,
    ...(closing?.quarterEnd
      ? [
          `Won of the deals decided in last months of quarters: ${percent.format(closing.quarterEnd.atEnd.estimate)}, in others ${percent.format(closing.quarterEnd.before.estimate)}.`,
        ]
      : []),
    ...(closing?.lag
      ? [
          `Days from creation to decision: half within ${Math.round(closing.lag.middle)}, the middle half ${Math.round(closing.lag.lower)} to ${Math.round(closing.lag.upper)}.`,
        ]
      : []),
  ]
}

type Found = NonNullable<Output<typeof showRecipe>['recipe']>['found']

function refusal(found: Exclude<Found, { is: 'found' }>): string {
  if (found.is === 'nothing_holds')
    return `No figure runs ahead of billing: ${found.tried} combinations of figure and lag were tried over ${found.tests} months not seen.`
  const { months, people, figures } = found
  return `Not enough data: ${months.have} of ${months.need} months that could be foretold, ${people.have} of ${people.need} people who bill, ${figures} leading figures that vary.`
}

/** A person's way to the target for a terminal. */
export function personLines(
  { person, measured, target }: Output<typeof personRecipe>,
  { currency, locale }: Shown,
): string[] {
  if (!measured) return [`${person.name}: nothing is measured yet.`]
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const money = wholeAmounts({ currency, locale })
  const number = (value: number | null | undefined) =>
    typeof value === 'number' ? decimal.format(value) : '–'
  const { steps, size, cycle } = measured
  const needed =
    target && size && target.weeks > 0
      ? neededPerWeek({
          missing: target.missing,
          weeks: target.weeks,
          dealSize: size.estimate,
          steps: steps.map(({ step, rate }) => ({ step, rate: rate.estimate })),
        })
      : []
  const deals = steps.some(({ step }) => step === 'opportunities_created')
  const inTime =
    deals && cycle && target && target.missing > 0 ? wonInTime(cycle, Math.round(target.weeks * 7)) : 1
  return [
    target
      ? `${person.name}: ${money(target.missing)} ${currency} are missing until ${target.to}.`
      : `${person.name}: no quota holds today.`,
    aligned(
      [
        ['a week', 'needed', 'done lately', 'those who reached theirs', 'goes on', 'from', 'to', 'usual'],
        ...steps.map(({ name, lately, achieved, rate, usual }, n) => [
          name,
          number(needed[n]?.perWeek),
          number(lately),
          number(achieved?.middle),
          number(rate.estimate),
          number(rate.low),
          number(rate.high),
          number(usual),
        ]),
      ],
      new Set([1, 2, 3, 4, 5, 6, 7]),
    ),
    ...(inTime < 0.9
      ? [
          `Of what is begun until then and will be won, about ${percent(inTime)} is won in time; the rest has to come from open deals.`,
        ]
      : []),
  ]
}
