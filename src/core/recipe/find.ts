import { type Random, studentQuantile } from '#core/stats/index.ts'
import { pooled, score, walk, type Windows } from './test-windows.ts'
import {
  fewestPeople,
  fewestTests,
  longestLag,
  type Panel,
  panelOf,
  type RecipeFacts,
  training,
} from './world.ts'

export type Ingredient = {
  readonly figure: string
  /** Periods from the figure to the billing it foretells. */
  readonly lag: number
  /**
   * Billing that one more of the figure foretells beyond the plain forecast, for the typical person, with its 95 %
   * interval.
   */
  readonly strength: { readonly estimate: number; readonly low: number; readonly high: number }
  /** Share of the tested periods in which the squared misses were smaller with it. */
  readonly held: number
  /** One less squared misses with it over squared misses without, in periods it had not seen. */
  readonly skill: number
  /** Chance of a lead as good somewhere among all that were tried, where there is none. */
  readonly p: number
}

export type Recipe = {
  readonly ingredients: readonly Ingredient[]
  /** Figures times lags that were tried. */
  readonly tried: number
  readonly tests: number
}

export type NoRecipe =
  | {
      readonly none: 'not_enough_data'
      readonly periods: { readonly have: number; readonly need: number }
      readonly people: { readonly have: number; readonly need: number }
      /** Leading figures that vary at all. */
      readonly figures: number
    }
  /** Enough data, and nothing in it that foretells billing. */
  | { readonly none: 'nothing_holds'; readonly tried: number; readonly tests: number }

const most = 3
const level = 0.05
/** Billing's own rhythm is believed sooner than a lead: to show a rhythm as a lead is the worse mistake. */
const rhythmLevel = 0.2
/** A lead that makes squared misses smaller by less than this is no recipe, however sure. */
const worthwhile = 0.03
const turnings = 199

/**
 * Which leading figures, at which lag, foretell what the plain forecast and billing's own past miss, pooled partly
 * across people. One at a time: the best of all candidates is kept if a lead as good arises among *all* of them in fewer than 5 of 100
 * worlds in which the misses of whole periods are turned round by chance; then what it explains is taken out and
 * the next is looked for.
 * @param random  for the turning; the same seed gives the same answer
 * @see Romano & Wolf 2005, Econometrica 73 (the best of many against the distribution of the best); Wu 1986 and
 *      Cameron, Gelbach & Miller 2008 (signs by cluster); Clark & West 2007 (the gain)
 */
export function findRecipe(facts: RecipeFacts, random: Random): Recipe | NoRecipe {
  const panel = panelOf(facts)
  const tests = panel.periods - training
  if (tests < fewestTests || panel.people < fewestPeople || panel.figures.size === 0) {
    return {
      none: 'not_enough_data',
      periods: { have: panel.periods, need: training + fewestTests },
      people: { have: panel.people, need: fewestPeople },
      figures: panel.figures.size,
    }
  }
  const candidates = [...panel.figures].flatMap(([figure, values]) =>
    Array.from({ length: longestLag + 1 }, (_, lag) => ({
      figure,
      lag,
      lead: lagged(values, lag * panel.people),
    })),
  )
  const ingredients: Ingredient[] = []
  let missed = withoutRhythm(panel, random)
  while (ingredients.length < most) {
    const next = best({ missed, people: panel.people }, candidates, { random, level, skill: worthwhile })
    if (!next) break
    ingredients.push(ingredient(panel, missed, next))
    missed = without(missed, next.candidate.lead, panel.people)
  }
  const tried = candidates.length
  return ingredients.length > 0 ? { ingredients, tried, tests } : { none: 'nothing_holds', tried, tests }
}

/**
 * What billing's own past foretells is taken out before anything is looked for: customers who order every third month
 * would else make of each month's orders a lead of three months.
 * @see Granger 1969, Econometrica 37: what foretells has to do so beyond the past of what is foretold
 */
function withoutRhythm(panel: Panel, random: Random): Float64Array {
  const own = Array.from({ length: longestLag + 1 }, (_, lag) => ({
    figure: 'billed',
    lag,
    lead: lagged(panel.billed, (lag + 1) * panel.people),
  }))
  let { missed } = panel
  // a second pass takes out what the first left of the same lag, for noise in the past makes its strength too small
  for (let taken = 0; taken < own.length; taken++) {
    const next = best({ missed, people: panel.people }, own, { random, level: rhythmLevel, skill: 0 })
    if (!next) break
    missed = without(missed, next.candidate.lead, panel.people, 'each by itself')
  }
  return missed
}

type Candidate = { readonly figure: string; readonly lag: number; readonly lead: Float64Array }
type Found = { readonly candidate: Candidate; readonly windows: Windows; readonly p: number }

/** The best candidate, unless one as good would often be the best by chance. */
function best(
  of: { missed: Float64Array; people: number },
  candidates: readonly Candidate[],
  enough: { random: Random; level: number; skill: number },
): Found | undefined {
  const walked = candidates.map(candidate => ({ candidate, windows: walk({ ...of, lead: candidate.lead }) }))
  const first = walked.reduce((top, next) => (score(next.windows) > score(top.windows) ? next : top))
  const seen = score(first.windows)
  if (seen <= 0 || first.windows.skill <= enough.skill) return undefined
  const signs = new Int8Array(of.missed.length / of.people)
  let asGood = 0
  for (let turning = 0; turning < turnings; turning++) {
    for (let t = 0; t < signs.length; t++) signs[t] = enough.random.below(2) === 0 ? -1 : 1
    if (candidates.some(({ lead }) => score(walk({ ...of, lead, signs })) >= seen)) asGood++
    if ((asGood + 1) / (turnings + 1) >= enough.level) return undefined
  }
  return { ...first, p: (asGood + 1) / (turnings + 1) }
}

function lagged(values: Float64Array, by: number): Float64Array {
  const lead = new Float64Array(values.length)
  lead.set(values.subarray(0, Math.max(values.length - by, 0)), Math.min(by, values.length))
  return lead
}

/**
 * What a lead leaves unexplained, its strength learnt from all periods: each person's drawn towards everybody's, or
 * each by itself, for a rhythm is everybody's own.
 */
function without(
  missed: Float64Array,
  lead: Float64Array,
  people: number,
  how: 'pooled' | 'each by itself' = 'pooled',
): Float64Array {
  const { own, alone } = strengths(missed, lead, people)
  const taken = how === 'pooled' ? own : alone
  return missed.map((miss, i) => (miss === 0 ? 0 : miss - taken[i % people]! * lead[i]!))
}

function strengths(missed: Float64Array, lead: Float64Array, people: number) {
  const squares = new Float64Array(people)
  const products = new Float64Array(people)
  for (const [i, miss] of missed.entries()) {
    if (miss === 0) continue
    squares[i % people]! += lead[i]! ** 2
    products[i % people]! += lead[i]! * miss
  }
  const own = new Float64Array(people)
  const alone = products.map((product, p) => (squares[p]! > 0 ? product / squares[p]! : 0))
  return { common: pooled(squares, products, own), own, alone, squares }
}

function ingredient(panel: Panel, missed: Float64Array, { candidate, windows, p }: Found): Ingredient {
  const { figure, lag, lead } = candidate
  const { common, squares } = strengths(missed, lead, panel.people)
  // people of one period share its luck: errors are summed within it before they are squared
  const scores = new Float64Array(panel.periods)
  for (const [i, miss] of missed.entries()) {
    if (miss !== 0) scores[Math.floor(i / panel.people)]! += lead[i]! * (miss - common * lead[i]!)
  }
  const all = squares.reduce((sum, value) => sum + value, 0)
  const used = scores.filter(value => value !== 0).length
  const error = Math.sqrt(scores.reduce((sum, value) => sum + value * value, 0) * (used / (used - 1))) / all
  const half = studentQuantile(0.975, used - 1) * error
  const unit = panel.unit.get(figure)!
  return {
    figure,
    lag,
    strength: { estimate: common * unit, low: (common - half) * unit, high: (common + half) * unit },
    held: windows.helped / windows.gains.length,
    skill: windows.skill,
    p,
  }
}
