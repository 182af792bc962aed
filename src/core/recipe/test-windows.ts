import { training } from './world.ts'

/** How a candidate did over the periods it had not seen. */
export type Windows = {
  /** Twice the product of miss and forecast, summed over people, one a tested period: above 0 where it pointed the right way. */
  readonly gains: Float64Array
  /** Tested periods in which the squared misses were smaller with the candidate than without. */
  readonly helped: number
  /** One less squared misses with the candidate over squared misses without. */
  readonly skill: number
}

/**
 * A candidate walked through time: at each period from the first test on, its strength is learnt from the periods
 * before alone, own and everybody's, and foretells what the plain forecast will miss.
 * @param missed  what the plain forecast missed, period by period and in each person by person
 * @param lead    the figure as it stood `lag` periods before, aligned with `missed`
 * @param signs   ±1 a period: turns the misses of a period round for everybody, which undoes any lead
 * @see Clark & West 2007, J. Econometrics 138: a model that nests the other pays for noise in its own strength; the
 *      gain 2·miss·forecast takes that off
 */
export function walk(of: {
  missed: Float64Array
  lead: Float64Array
  people: number
  signs?: Int8Array
}): Windows {
  const { missed, lead, people, signs } = of
  const periods = missed.length / people
  const squares = new Float64Array(people)
  const products = new Float64Array(people)
  const strengths = new Float64Array(people)
  const gains = new Float64Array(Math.max(periods - training, 0))
  let [without, withIt, helped] = [0, 0, 0]
  for (let t = 0; t < periods; t++) {
    const sign = signs === undefined ? 1 : signs[t]!
    const tested = t >= training
    if (tested) pooled(squares, products, strengths)
    let saved = 0
    for (let p = 0; p < people; p++) {
      const x = lead[t * people + p]!
      const miss = sign * missed[t * people + p]!
      if (tested) {
        const foretold = strengths[p]! * x
        gains[t - training]! += 2 * miss * foretold
        const left = (miss - foretold) * (miss - foretold)
        without += miss * miss
        withIt += left
        saved += miss * miss - left
      }
      squares[p]! += x * x
      products[p]! += x * miss
    }
    if (saved > 0) helped++
  }
  return { gains, helped, skill: without > 0 ? 1 - withIt / without : 0 }
}

/**
 * Everybody's strength, and each own one drawn towards it by how little it is sure: one person's luck is no law.
 * Misses are in spreads of the person, so an own strength has a variance of about one over its sum of squares.
 * @see DerSimonian & Laird 1986, Controlled Clinical Trials 7 (how much people differ); Efron & Morris 1975
 */
export function pooled(squares: Float64Array, products: Float64Array, out: Float64Array): number {
  let [sum, all, second, count] = [0, 0, 0, 0]
  for (let p = 0; p < squares.length; p++) {
    sum += products[p]!
    all += squares[p]!
    second += squares[p]! ** 2
    if (squares[p]! > 0) count++
  }
  const common = all > 0 ? sum / all : 0
  let heterogeneity = 0
  for (let p = 0; p < squares.length; p++) {
    if (squares[p]! > 0) heterogeneity += squares[p]! * (products[p]! / squares[p]! - common) ** 2
  }
  const under = all - second / all
  const between = under > 0 ? Math.max(0, (heterogeneity - (count - 1)) / under) : 0
  for (let p = 0; p < squares.length; p++) {
    const own = squares[p]! > 0 ? products[p]! / squares[p]! : common
    const weight = squares[p]! > 0 ? between / (between + 1 / squares[p]!) : 0
    out[p] = common + weight * (own - common)
  }
  return common
}

/** The mean gain in its standard error over periods: people of one period share its luck. */
export function score({ gains }: Windows): number {
  const n = gains.length
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / n
  const squares = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0)
  return squares > 0 ? mean / Math.sqrt(squares / (n - 1) / n) : 0
}
