import { seeded } from '#core/stats/index.ts'
import { closingLag, type Decided, type Lag, type QuarterEnd, quarterEndEffect } from './closing.ts'
import { findRecipe, type NoRecipe, type Recipe } from './find.ts'
import { type Done, type Measured, measured } from './measure.ts'
import { plainForecasts } from './plain.ts'

/** One person's months; plain data, for it goes to a thread. */
export type SellerMonths = {
  readonly id: string
  /** Billing a month. */
  readonly billed: readonly number[]
  /** Each candidate a month, null where it is not known; the keys are the same for all. */
  readonly figures: Readonly<Record<string, readonly (number | null)[]>>
  /** The first month in which they were no longer there. */
  readonly left?: number
}

export type OrganisationFacts = {
  /** Months to a year, after which a season repeats. */
  readonly season: number
  readonly sellers: readonly SellerMonths[]
  readonly done: readonly Done[]
  readonly decided: readonly (Decided & { readonly days: number | null })[]
}

export type OrganisationRecipe = {
  readonly recipe: Recipe | NoRecipe
  readonly months: number
  readonly people: number
  /** Absent where no deals are known. */
  readonly closing: { readonly quarterEnd: QuarterEnd | null; readonly lag: Lag | null } | null
  readonly own: readonly { readonly id: string; readonly measured: Measured }[]
}

/** How recipes are found: raised whenever the same ledger would give another one. One found by an older is looked for anew. */
export const recipeMethod = 3

/** More people than this add no certainty and cost time: those who billed most are looked at. */
const mostPeople = 300
/** So that the same ledger always has the same answer. */
const seed = 1

/** Everything that is known of what leads to billing in an organisation, from its whole months. */
export function organisationRecipe({
  season,
  sellers,
  done,
  decided,
}: OrganisationFacts): OrganisationRecipe {
  const looked = sellers
    .map(person => ({ person, all: person.billed.reduce((sum, net) => sum + net, 0) }))
    .filter(({ all }) => all > 0)
    .toSorted((a, b) => b.all - a.all)
    .slice(0, mostPeople)
    .map(({ person }) => panelPerson(person, season))
  const known = knownFrom(looked)
  const days = decided.flatMap(deal => deal.days ?? [])
  const [quarterEnd, lag] = [quarterEndEffect(decided), closingLag(days)]
  return {
    recipe: fromThen(findRecipe({ people: looked.map(person => from(person, known)) }, seeded(seed))),
    months: sellers[0]?.billed.length ?? 0,
    people: looked.length,
    closing:
      decided.length === 0
        ? null
        : {
            quarterEnd: 'none' in quarterEnd ? null : quarterEnd,
            lag: 'none' in lag ? null : lag,
          },
    own: done.map(person => ({ id: person.id, measured: measured(person, done) })),
  }
}

type PanelPerson = ReturnType<typeof panelPerson>

/** A figure counts as it stood when the plain forecast was made, a month earlier: what happens since is not known then. */
function panelPerson({ id, billed, figures, left }: SellerMonths, season: number) {
  return {
    id,
    billed,
    plain: plainForecasts(billed, { season, ...(left === undefined ? {} : { left }) }),
    figures: Object.fromEntries(
      Object.entries(figures).map(([key, values]) => [key, [null, ...values.slice(0, -1)]] as const),
    ) as Record<string, (number | null)[]>,
  }
}

/** Figures were handed in a month late, so what was found at no lag is a month old. */
function fromThen(recipe: Recipe | NoRecipe): Recipe | NoRecipe {
  if ('none' in recipe) return recipe
  return { ...recipe, ingredients: recipe.ingredients.map(one => ({ ...one, lag: one.lag + 1 })) }
}

/** The first month of which anybody had a plain forecast: months before it test and teach nothing. */
function knownFrom(people: readonly PanelPerson[]): number {
  const first = people.map(({ plain }) => plain.findIndex(value => value !== null)).filter(at => at >= 0)
  return first.length === 0 ? 0 : Math.min(...first)
}

function from({ id, billed, plain, figures }: PanelPerson, at: number) {
  return {
    id,
    billed: billed.slice(at),
    plain: plain.slice(at),
    figures: Object.fromEntries(Object.entries(figures).map(([key, values]) => [key, values.slice(at)])),
  }
}
