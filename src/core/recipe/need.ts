import { betaQuantile, normalQuantile } from '#core/stats/index.ts'

/** What came of what at one step: of so many first meetings, so many became proposals. */
export type StepCount = { readonly tried: number; readonly went: number }

export type Rate = { readonly estimate: number; readonly low: number; readonly high: number }

/**
 * Each person's rate at a step, drawn towards comparable people by how few tries it stands on, with 90 % ranges. How
 * much people differ is measured on them; where they do not, all share one rate.
 * @param people  one a person; people without a try are given what is usual
 * @returns undefined where nobody tried
 * @see Kleinman 1973, J. Am. Stat. Assoc. 68 (beta-binomial by moments); Efron & Morris 1975
 */
export function shrunkRates(people: readonly StepCount[]): { usual: Rate; own: Rate[] } | undefined {
  const tried = people.reduce((sum, person) => sum + person.tried, 0)
  if (tried === 0) return undefined
  const mean = people.reduce((sum, person) => sum + person.went, 0) / tried
  const strength = priorStrength(people, mean, tried)
  const rate = (went: number, of: number): Rate => {
    // half a try on either side keeps a rate that never failed from being certain
    const [a, b] = [mean * strength + went + 0.5, (1 - mean) * strength + (of - went) + 0.5]
    return { estimate: a / (a + b), low: betaQuantile(0.05, a, b), high: betaQuantile(0.95, a, b) }
  }
  return { usual: rate(0, 0), own: people.map(person => rate(person.went, person.tried)) }
}

/** How many tries the group's rate weighs against a person's own. */
function priorStrength(people: readonly StepCount[], mean: number, tried: number): number {
  const known = people.filter(person => person.tried > 0)
  if (known.length < 2 || mean === 0 || mean === 1) return strongest
  const squares = known.reduce((sum, { went, tried: own }) => sum + own * (went / own - mean) ** 2, 0)
  const second = known.reduce((sum, { tried: own }) => sum + own * own, 0)
  const chance = mean * (1 - mean)
  const between = (squares - chance * (known.length - 1)) / (tried - second / tried) / chance
  return between <= 1 / strongest ? strongest : Math.max(1 / between - 1, 1)
}
const strongest = 500

/**
 * Amounts of won deals, drawn towards comparable people on the scale of logarithms, with 90 % ranges of the mean.
 * @param own  of the person; `comparable` of the others, each their own list
 * @see Efron & Morris 1975, J. Am. Stat. Assoc. 70; Robinson 1991, Statistical Science 6 (error of what was drawn)
 */
export function shrunkSize(
  own: readonly number[],
  comparable: readonly (readonly number[])[],
): Rate | undefined {
  const logs = (amounts: readonly number[]) => amounts.filter(amount => amount > 0).map(Math.log)
  const groups = [own, ...comparable].map(logs).filter((group, i) => i === 0 || group.length > 0)
  const all = groups.flat()
  if (all.length < 2) return undefined
  const centre = average(all)
  const freedom = all.length - groups.filter(group => group.length > 0).length
  const within =
    groups.reduce((sum, group) => sum + squaresAround(group, average(group)), 0) / Math.max(freedom, 1)
  const means = groups.filter(group => group.length > 0).map(average)
  const sampling = average(groups.filter(group => group.length > 0).map(group => within / group.length))
  const between = Math.max(squaresAround(means, average(means)) / Math.max(means.length - 1, 1) - sampling, 0)
  const [mine] = groups as [number[]]
  const weight = mine.length > 0 && between > 0 ? between / (between + within / mine.length) : 0
  const middle = centre + weight * ((mine.length > 0 ? average(mine) : centre) - centre)
  // of the own mean what was kept of it, of everybody's what was taken over; without own deals all that people differ by
  const known = mine.length > 0 ? weight * (within / mine.length) : between
  const shares = groups.reduce((sum, group) => sum + (group.length / all.length) ** 2, 0)
  const error = Math.sqrt(known + (1 - weight) ** 2 * (within / all.length + between * shares))
  // the mean of amounts, not of their logarithms: half the spread of deals on top
  const lift = within / 2
  const z = normalQuantile(0.95)
  return {
    estimate: Math.exp(middle + lift),
    low: Math.exp(middle + lift - z * error),
    high: Math.exp(middle + lift + z * error),
  }
}

function average(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

function squaresAround(values: readonly number[], centre: number): number {
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0)
}

export type Need = { readonly step: string; readonly perWeek: number }

/**
 * What a target needs a week at each step: deals by their size, then backwards through the rates.
 * @param steps  from the first to the last before the win; `rate` is the share that goes on to the next
 */
export function neededPerWeek(of: {
  missing: number
  weeks: number
  dealSize: number
  steps: readonly { readonly step: string; readonly rate: number }[]
}): Need[] {
  let needed = Math.max(of.missing, 0) / of.dealSize / of.weeks
  const answer: Need[] = []
  for (const { step, rate } of of.steps.toReversed()) {
    needed /= rate
    answer.unshift({ step, perWeek: needed })
  }
  return answer
}
