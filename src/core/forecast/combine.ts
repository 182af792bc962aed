import type { Fitted } from './method.ts'

/**
 * The plain average of several fits. Weights are not estimated: an average with equal weights is hard to beat, for the
 * error of the weights costs more than they bring.
 * @param members  one or more
 * @see Bates & Granger 1969, Operational Research Quarterly 20; Smith & Wallis 2009, Oxford Bulletin 71; Makridakis &
 *      Hibon 2000, Int. J. Forecasting 16 (the M3 competition)
 */
export function average(members: readonly Fitted[]): Fitted {
  const [only, ...others] = members
  if (others.length === 0) return only!
  const shortest = Math.min(...members.map(({ residuals }) => residuals.length))
  return {
    method: `Average of ${members.map(({ method }) => method).join(', ')}`,
    residuals: middle(members.map(({ residuals }) => residuals.subarray(residuals.length - shortest))),
    mean: horizon => middle(members.map(member => member.mean(horizon))),
    apply: values => average(members.map(member => member.apply(values))),
  }
}

function middle(rows: readonly Float64Array[]): Float64Array {
  return rows[0]!.map((_, h) => {
    let sum = 0
    for (const row of rows) sum += row[h]!
    return sum / rows.length
  })
}

/** In widths of the history's range. Our choice, and rarely asked (docs/benchmarks.md). */
const farthest = 1.5

/** Without the members that run away: those which leave the history's range by too much, as long as another one stays. */
export function sane(members: readonly Fitted[], of: { values: Float64Array; horizon: number }): Fitted[] {
  const low = Math.min(...of.values)
  const high = Math.max(...of.values)
  const room = farthest * (high - low)
  const stays = members.filter(member =>
    member.mean(of.horizon).every(value => value >= low - room && value <= high + room),
  )
  return stays.length > 0 ? stays : [...members]
}
