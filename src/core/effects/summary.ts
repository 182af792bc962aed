import { type Cohort, type CohortEffect, cohortEffects, cohorts, meanChange, type Unit } from './panel.ts'

/** Effects of cohorts brought together, each cohort by its size. */
export type Summary = {
  /** Over all periods since the beginning. */
  readonly overall: number
  /** By periods since the beginning: 0 is the first treated one, −1 the last before. */
  readonly since: ReadonlyMap<number, number>
}

/**
 * @returns undefined where no cohort has a treated period that can be compared
 * @see Callaway & Sant'Anna 2021, section 3: simple and event-study aggregation
 */
export function summary(units: readonly Unit[]): Summary | undefined {
  return summarised(cohortEffects(cohorts(units)), bySize)
}

/**
 * Standard errors of the same from each unit's influence on them, units being independent of each other.
 * @see Callaway & Sant'Anna 2021, theorem 2, the weights taken as known
 */
export function standardErrors(units: readonly Unit[]): Summary | undefined {
  const members = Map.groupBy(units, ({ treatedFrom }) => treatedFrom ?? Infinity)
  return summarised(cohortEffects(cohorts(units)), cells => errorOf(cells, members))
}

function summarised(
  cells: readonly CohortEffect[],
  of: (cells: readonly CohortEffect[]) => number,
): Summary | undefined {
  const after = cells.filter(({ cohort, period }) => period >= cohort.from)
  if (after.length === 0) return undefined
  const since = Map.groupBy(cells, ({ cohort, period }) => period - cohort.from)
  const inOrder = [...since].sort(([a], [b]) => a - b)
  return { overall: of(after), since: new Map(inOrder.map(([key, own]) => [key, of(own)])) }
}

function bySize(cells: readonly CohortEffect[]): number {
  let [sum, size] = [0, 0]
  for (const { cohort, effect } of cells) {
    sum += cohort.size * effect
    size += cohort.size
  }
  return sum / size
}

function errorOf(cells: readonly CohortEffect[], members: ReadonlyMap<number, readonly Unit[]>): number {
  const influence = new Map<Unit, number>()
  const size = cells.reduce((sum, { cohort }) => sum + cohort.size, 0)
  for (const { cohort, controls, base, period } of cells) {
    const add = (own: readonly Cohort[], sign: 1 | -1) => {
      const mean = meanChange(own, base, period)
      const people = own.flatMap(({ from }) => members.get(from)!)
      // n − 1 of n: the mean was taken from the same people
      const weight = (sign * cohort.size) / size / Math.sqrt(people.length * Math.max(people.length - 1, 1))
      for (const unit of people) {
        const change = unit.outcome[period]! - unit.outcome[base]! - mean
        influence.set(unit, (influence.get(unit) ?? 0) + weight * change)
      }
    }
    add([cohort], 1)
    add(controls, -1)
  }
  return Math.sqrt([...influence.values()].reduce((sum, value) => sum + value * value, 0))
}
