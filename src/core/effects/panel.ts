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
 * it: they say whether one side moved otherwise. Cohorts treated from the first period on have no before and are left
 * out, and so are cells without anybody to compare with.
 * @see Callaway & Sant'Anna 2021, J. Econometrics 225: group-time average effects with not-yet-treated controls, no
 *      covariates, no anticipation, varying base period
 */
export function cohortEffects(all: readonly Cohort[]): CohortEffect[] {
  return all.flatMap(cohort =>
    periodsOf(cohort).flatMap(period => {
      const base = period < cohort.from ? period - 1 : cohort.from - 1
      return compared(all, { cohort, base, period, until: Math.max(base, period) })
    }),
  )
}

/** Every period but the first, of a cohort that has a before. */
function periodsOf({ from, sums }: Cohort): number[] {
  if (from < 1 || from >= sums.length) return []
  return Array.from({ length: sums.length - 1 }, (_, i) => i + 1)
}

type Change = Pick<CohortEffect, 'cohort' | 'base' | 'period'>

/** A cohort's change against that of those not yet treated by `until`; nothing where there are none. */
export function compared(
  all: readonly Cohort[],
  { cohort, base, period, until }: Change & { readonly until: number },
): CohortEffect[] {
  const controls = all.filter(other => other !== cohort && other.from > until)
  if (controls.length === 0) return []
  const effect = meanChange([cohort], base, period) - meanChange(controls, base, period)
  return [{ cohort, period, base, controls, effect }]
}

export function meanChange(of: readonly Cohort[], base: number, period: number): number {
  let [change, size] = [0, 0]
  for (const cohort of of) {
    change += cohort.sums[period]! - cohort.sums[base]!
    size += cohort.size
  }
  return change / size
}
