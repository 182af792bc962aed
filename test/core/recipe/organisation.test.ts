import { catalogue, kindFigure } from '#core/figures/index.ts'
import { isCandidate, organisationRecipe, plainForecasts, type SellerMonths } from '#core/recipe/index.ts'
import { seeded } from '#core/stats/index.ts'
import { expect, test } from 'vitest'

/** Twelve sellers over four years; `led` months of billing follow the meetings of two months before. */
function sellers(of: { seed: number; led: boolean; months?: number }): SellerMonths[] {
  const chance = seeded(of.seed)
  const months = of.months ?? 48
  return Array.from({ length: 12 }, (_, p) => {
    const meetings = Array.from({ length: months }, () => 10 + chance.below(11))
    const billed = meetings.map((_m, t) => {
      const lead = of.led && t >= 2 ? (meetings[t - 2]! - 15) * 4000_00 : 0
      return Math.round(100_000_00 + lead + 8_000_00 * chance.normal())
    })
    const figures = {
      orders: billed.map(() => 20 + chance.below(10)),
      active_accounts: billed.map(() => 10 + chance.below(5)),
      'activity:Meeting': meetings,
    }
    return { id: `p${p}`, billed, figures }
  })
}
const facts = (list: SellerMonths[]) => ({ season: 12, sellers: list, done: [], decided: [] })

test('meetings that lead billing by two months are found, at two months', () => {
  const { recipe, people, months, closing } = organisationRecipe(facts(sellers({ seed: 1, led: true })))
  expect({ people, months, closing }).toEqual({ people: 12, months: 48, closing: null })
  if ('none' in recipe) throw new Error(recipe.none)
  const [first] = recipe.ingredients
  expect(first).toMatchObject({ figure: 'activity:Meeting', lag: 2 })
  expect(first!.strength.estimate).toBeGreaterThan(3000_00)
  expect(first!.strength.estimate).toBeLessThan(5500_00)
})

test('orders of a month are no lead of that month’s billing, though they are the same sales', () => {
  const list = sellers({ seed: 2, led: false }).map(person => ({
    ...person,
    figures: { ...person.figures, orders: person.billed.map(net => Math.round(net / 5000_00)) },
  }))
  expect(organisationRecipe(facts(list)).recipe).toMatchObject({ none: 'nothing_holds' })
})

test('a young ledger is told what it lacks: months before anybody could be foretold do not count', () => {
  expect(organisationRecipe(facts(sellers({ seed: 3, led: true, months: 20 }))).recipe).toMatchObject({
    none: 'not_enough_data',
    periods: { have: 14, need: 24 },
  })
  expect(organisationRecipe(facts([])).recipe).toMatchObject({ none: 'not_enough_data' })
})

test('the plain forecast knows nothing later than the month before', () => {
  const billed = Array.from({ length: 30 }, (_, t) => (t < 3 ? 0 : 100 + (t % 5)))
  const plain = plainForecasts(billed, { season: 12, left: 28 })
  expect(plain.slice(0, 9)).toEqual(Array.from({ length: 9 }, () => null))
  expect(plain[9]).toBeGreaterThan(95)
  expect(plain.slice(28)).toEqual([null, null])
  const other = plainForecasts([...billed.slice(0, 20), ...billed.slice(20).map(() => 9999)], { season: 12 })
  expect(other.slice(0, 21)).toEqual(plain.slice(0, 21))
})

test('every leading figure is tried, an organisation’s own too; a quota in other words is not', () => {
  const tried = Object.values(catalogue).filter(isCandidate)
  expect(tried.map(({ key }) => key)).toEqual(
    expect.arrayContaining(['orders', 'new_accounts', 'opportunities_created', 'win_rate', 'activities']),
  )
  expect(tried.some(({ key }) => key === 'should_be_today' || key === 'billed_revenue')).toBe(false)
  expect(isCandidate({ ...kindFigure('Demo'), key: 'own:1' })).toBe(true)
})
