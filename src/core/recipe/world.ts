import { median } from '#core/stats/index.ts'

/** Billing and leading figures of people over the same periods. */
export type RecipeFacts = {
  readonly people: readonly {
    readonly id: string
    /** Billing a period, oldest first. */
    readonly billed: readonly number[]
    /** What the plain forecast, made at the period before, said of each; null where it could not say. */
    readonly plain: readonly (number | null)[]
    /** Each figure a period; null where it is not known. The keys are the same for all. */
    readonly figures: Readonly<Record<string, readonly (number | null)[]>>
  }[]
}

export const longestLag = 6
/** Periods on which a first strength is learnt before the first test. */
export const training = 12
/** Fewer tests than this say nothing. */
export const fewestTests = 12
export const fewestPeople = 3

/**
 * Figures and what the plain forecast missed, in spreads of their person: period after period, and in each person
 * after person, so that time is walked from left to right. What is not known is 0, and so weighs nothing.
 */
export type Panel = {
  readonly periods: number
  readonly people: number
  readonly missed: Float64Array
  /** Billing itself as a figure: what repeats by itself is no lead. */
  readonly billed: Float64Array
  readonly figures: ReadonlyMap<string, Float64Array>
  /** What one spread of the figure is in billing, for the typical person. */
  readonly unit: ReadonlyMap<string, number>
}

/**
 * Facts brought to one scale: each person's misses and figures over that person's own spread of them, so that a
 * large territory does not speak for all. A figure is measured from its mean so far: nothing later is known then.
 * Figures that never vary are left out.
 */
export function panelOf({ people }: RecipeFacts): Panel {
  const misses = people.map(({ billed, plain }) =>
    Float64Array.from(billed, (actual, t) => (plain[t] === null ? 0 : actual - plain[t]!)),
  )
  const missSpreads = misses.map(spread)
  const billed = people.map(person => sinceMean(person.billed))
  const figures = new Map<string, Float64Array>()
  const unit = new Map<string, number>()
  for (const key of Object.keys(people[0]?.figures ?? {})) {
    const own = people.map(person => sinceMean(person.figures[key]!))
    const spreads = own.map(spread)
    if (!spreads.some(Number.isFinite)) continue
    figures.set(key, byPeriod(own, spreads))
    unit.set(key, typical(missSpreads.map((billing, p) => billing / spreads[p]!)))
  }
  return {
    periods: people[0]?.billed.length ?? 0,
    people: people.length,
    missed: byPeriod(misses, missSpreads),
    billed: byPeriod(billed, billed.map(spread)),
    figures,
    unit,
  }
}

function byPeriod(own: readonly Float64Array[], spreads: readonly number[]): Float64Array {
  const periods = own[0]?.length ?? 0
  return Float64Array.from({ length: periods * own.length }, (_, i) => {
    const p = i % own.length
    return own[p]![Math.floor(i / own.length)]! / spreads[p]!
  })
}

function typical(ratios: readonly number[]): number {
  return median(ratios.filter(ratio => Number.isFinite(ratio) && ratio > 0)) ?? 0
}

function sinceMean(values: readonly (number | null)[]): Float64Array {
  let [sum, count] = [0, 0]
  return Float64Array.from(values, value => {
    if (value === null) return 0
    sum += value
    count++
    return value - sum / count
  })
}

/** Root mean square; infinite where nothing varies, so that such a figure weighs nothing. */
function spread(values: Float64Array): number {
  let [sum, count] = [0, 0]
  for (const value of values) {
    if (value === 0) continue
    sum += value * value
    count++
  }
  return sum > 0 ? Math.sqrt(sum / count) : Infinity
}
