import { type CohortEffect, cohortEffects, cohorts, type Cohort, compared, type Unit } from './panel.ts'

/** An estimate is a sum of what changed for cohorts, each with its weight. */
export type Weighted = readonly { readonly cell: CohortEffect; readonly weight: number }[]

/** Effects of cohorts brought together, each cohort by its size. */
export type Summary<T> = {
  /** Over all periods since the beginning. */
  readonly overall: T
  /** By periods since the beginning, in order: 0 is the first treated one, −1 the last before. */
  readonly since: ReadonlyMap<number, T>
  /** By how much more a period the treated rose before; null where no cohort has three periods before. */
  readonly drift: T | null
}

/**
 * What estimates are made of.
 * @returns undefined where no cohort has a treated period that can be compared
 * @see Callaway & Sant'Anna 2021, section 3: simple and event-study aggregation
 */
export function summary(units: readonly Unit[]): Summary<Weighted> | undefined {
  const all = cohorts(units)
  const cells = cohortEffects(all)
  const after = cells.filter(({ cohort, period }) => period >= cohort.from)
  if (after.length === 0) return undefined
  const since = [...Map.groupBy(cells, ({ cohort, period }) => period - cohort.from)]
  return {
    overall: bySize(after),
    since: new Map(since.sort(([a], [b]) => a - b).map(([key, own]) => [key, bySize(own)])),
    drift: slopes(all),
  }
}

/** @param of  is told whether an estimate is of what was before */
export function mapped<T, U>(
  { overall, since, drift }: Summary<T>,
  of: (each: T, before: boolean) => U,
): Summary<U> {
  return {
    overall: of(overall, false),
    since: new Map([...since].map(([key, each]) => [key, of(each, key < 0)])),
    drift: drift && of(drift, true),
  }
}

export function each<T>({ overall, since, drift }: Summary<T>): T[] {
  return [overall, ...since.values(), ...(drift ? [drift] : [])]
}

export function valueOf(of: Weighted): number {
  return of.reduce((sum, { cell, weight }) => sum + weight * cell.effect, 0)
}

/** On how many people an estimate rests on its smaller side: the treated in it, or the fewest compared with a cohort. */
export function smallerSide(of: Weighted): number {
  const people = (all: Iterable<Cohort>) => [...all].reduce((sum, { size }) => sum + size, 0)
  const treated = people(new Set(of.map(({ cell }) => cell.cohort)))
  return of.reduce((least, { cell }) => Math.min(least, people(cell.controls)), treated)
}

function bySize(cells: readonly CohortEffect[]): Weighted {
  const size = cells.reduce((sum, { cohort }) => sum + cohort.size, 0)
  return cells.map(cell => ({ cell, weight: cell.cohort.size / size }))
}

/**
 * The difference of two straight lines through all periods before, by least squares: what creeps shows in it sooner
 * than in any change from one period to the next. Cohorts count by how surely their line is known.
 */
function slopes(all: readonly Cohort[]): Weighted | null {
  const lines = all.flatMap(cohort => {
    const { from, size, sums } = cohort
    if (from < 3 || from >= sums.length) return []
    const middle = (from - 1) / 2
    const spread = (from * (from * from - 1)) / 12
    const cells = Array.from({ length: from - 1 }, (_, i) => i + 1).flatMap(period =>
      compared(all, { cohort, base: 0, period, until: from - 1 }).map(cell => ({
        cell,
        // its own slope is Σ (t − middle) · change / spread, and it counts by its size times the spread
        weight: size * (period - middle),
      })),
    )
    return cells.length === 0 ? [] : [{ cells, weight: size * spread }]
  })
  if (lines.length === 0) return null
  const total = lines.reduce((sum, { weight }) => sum + weight, 0)
  return lines.flatMap(({ cells }) => cells.map(({ cell, weight }) => ({ cell, weight: weight / total })))
}
