/** One person's figure over the same periods as everybody's, and when the intervention reached them. */
export type Unit = {
  readonly id: string
  /** One a period, oldest first; finite. */
  readonly outcome: ArrayLike<number>
  /** First period (0 …) in which the intervention was there; null for never. */
  readonly treatedFrom: number | null
}

/** People whom the intervention reached in the same period, and their outcomes summed by period. */
export type Cohort = { readonly from: number; readonly size: number; readonly sums: Float64Array }

/** What changed for one cohort in one period against those not yet treated. */
export type CohortEffect = {
  readonly cohort: Cohort
  readonly period: number
  /** Against which period the change is taken. */
  readonly base: number
  /** Those not yet treated in either period, by cohort. */
  readonly controls: readonly Cohort[]
  readonly effect: number
}

/** Those never treated are the cohort of `Infinity`. */
export function cohorts(units: readonly Unit[]): Cohort[] {
  return [...Map.groupBy(units, ({ treatedFrom }) => treatedFrom ?? Infinity)].map(([from, own]) => {
    const sums = new Float64Array(units[0]!.outcome.length)
    for (const { outcome } of own) for (let t = 0; t < sums.length; t++) sums[t]! += outcome[t]!
    return { from, size: own.length, sums }
  })
}

/**
 * The effect for each cohort in each period since it began, by differences of means against those not yet treated,
 * from the last period before. The periods before a cohort's beginning are there too, each against the one before
 * it: they say whether both ran alike. Cohorts treated from the first period on have no before and are left out, and
 * so are cells without anybody to compare with.
 * @see Callaway & Sant'Anna 2021, J. Econometrics 225: group-time average effects with not-yet-treated controls, no
 *      covariates, no anticipation, varying base period
 */
export function cohortEffects(all: readonly Cohort[]): CohortEffect[] {
  const cells: CohortEffect[] = []
  for (const cohort of all) {
    const periods = cohort.sums.length
    if (cohort.from < 1 || cohort.from >= periods) continue
    for (let period = 1; period < periods; period++) {
      const base = period < cohort.from ? period - 1 : cohort.from - 1
      const until = Math.max(period, base)
      const controls = all.filter(other => other !== cohort && other.from > until)
      if (controls.length === 0) continue
      cells.push({
        cohort,
        period,
        base,
        controls,
        effect: meanChange([cohort], base, period) - meanChange(controls, base, period),
      })
    }
  }
  return cells
}

export function meanChange(of: readonly Cohort[], base: number, period: number): number {
  let [change, size] = [0, 0]
  for (const cohort of of) {
    change += cohort.sums[period]! - cohort.sums[base]!
    size += cohort.size
  }
  return change / size
}
