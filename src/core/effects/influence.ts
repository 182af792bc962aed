import { studentCdf, studentQuantile } from '#core/stats/index.ts'
import { type Cohort, meanChange, type Unit } from './panel.ts'
import { mapped, smallerSide, type Summary, valueOf, type Weighted } from './summary.ts'
import { type Estimate, level, type Sure } from './sure.ts'

/**
 * How sure estimates are by each person's influence on them, people being independent of each other and their effects
 * of any size; the freedom is that of the smaller side.
 * @see Callaway & Sant'Anna 2021, theorem 2, the weights taken as known
 */
export function byInfluence(
  units: readonly Unit[],
  found: Summary<Weighted>,
): Pick<Sure, 'overall' | 'since'> {
  const members = Map.groupBy(units, ({ treatedFrom }) => treatedFrom ?? Infinity)
  const { overall, since } = mapped(found, of => estimateOf(of, errorOf(of, members)))
  return { overall, since: [...since].map(([key, estimate]) => ({ since: key, ...estimate })) }
}

function estimateOf(of: Weighted, error: number): Estimate {
  const estimate = valueOf(of)
  const freedom = Math.max(smallerSide(of) - 1, 1)
  const reach = studentQuantile(0.5 + level / 2, freedom) * error
  const p = error === 0 ? 1 : 2 * studentCdf(-Math.abs(estimate) / error, freedom)
  return { estimate, low: estimate - reach, high: estimate + reach, p }
}

function errorOf(of: Weighted, members: ReadonlyMap<number, readonly Unit[]>): number {
  const influence = new Map<Unit, number>()
  for (const { cell, weight } of of) {
    const { cohort, controls, base, period } = cell
    const add = (own: readonly Cohort[], share: number) => {
      const mean = meanChange(own, base, period)
      const people = own.flatMap(({ from }) => members.get(from)!)
      // n − 1 of n: the mean was taken from the same people
      const each = share / Math.sqrt(people.length * Math.max(people.length - 1, 1))
      for (const unit of people) {
        const change = unit.outcome[period]! - unit.outcome[base]! - mean
        influence.set(unit, (influence.get(unit) ?? 0) + each * change)
      }
    }
    add([cohort], weight)
    add(controls, -weight)
  }
  return Math.sqrt([...influence.values()].reduce((sum, value) => sum + value * value, 0))
}
