import { normalQuantile } from './normal.ts'

/** How long something lasted, in whole days, and whether its end was seen. */
export type Lasting = {
  readonly days: number
  /** False: it still lasted when it was last seen. */
  readonly ended: boolean
  /** It was this old when it was first seen (left-truncated); 0 unless told. It tells nothing of younger ages. */
  readonly from?: number
  /** So many alike; 1 unless told. */
  readonly times?: number
}

export type SurvivalStep = {
  readonly days: number
  readonly atRisk: number
  readonly ended: number
  /** Share that lasts longer than `days`, and its 95 % band on the log–log scale; null where there is none. */
  readonly lasting: number
  readonly low: number | null
  readonly high: number | null
}

export type Median = {
  /** Null: fewer than half had ended when they were last seen. */
  readonly median: number | null
  readonly low: number | null
  readonly high: number | null
  /** How many it stands on, and how many of them ended. */
  readonly of: number
  readonly ended: number
}

/**
 * The share that lasts longer than each age at which something ended. Those still there count for as long as they
 * were seen, those seen late from then on.
 * @param level  two-sided coverage of the band, .95 unless told
 * @see Kaplan & Meier 1958, J. Am. Stat. Assoc. 53; variance: Greenwood 1926; band on the log–log scale: Kalbfleisch &
 *      Prentice 1980, The Statistical Analysis of Failure Time Data, 1.3; late entry: Klein & Moeschberger 2003, 4.6
 */
export function survival(all: readonly Lasting[], level = 0.95): SurvivalStep[] {
  const z = normalQuantile(0.5 + level / 2)
  const steps: SurvivalStep[] = []
  let lasting = 1
  let hazards = 0
  for (const { days, atRisk, ended } of ends(all)) {
    lasting *= 1 - ended / atRisk
    hazards += ended / (atRisk * (atRisk - ended))
    steps.push({ days, atRisk, ended, lasting, ...band(lasting, z * Math.sqrt(hazards)) })
  }
  return steps
}

/** Ages at which something ended, ascending, with how many could have. */
function ends(all: readonly Lasting[]): { days: number; atRisk: number; ended: number }[] {
  // whoever was first seen at an age was not among those who could have ended at it, and not at all if it left with it
  const seen = alike(all.filter(({ from = 0, days }) => from === 0 || from < days))
  const entered = seen.map(({ from = 0, times = 1 }) => ({ at: from, times })).sort((a, b) => a.at - b.at)
  const left = seen.toSorted((a, b) => a.days - b.days)
  const found: { days: number; atRisk: number; ended: number }[] = []
  let [atRisk, next] = [0, 0]
  for (let i = 0; i < left.length;) {
    const { days } = left[i]!
    for (; next < entered.length && entered[next]!.at < Math.max(days, 0.5); next++)
      atRisk += entered[next]!.times
    let [ended, gone] = [0, 0]
    for (; i < left.length && left[i]!.days === days; i++) {
      const { times = 1, ended: seen } = left[i]!
      gone += times
      if (seen) ended += times
    }
    if (ended > 0) found.push({ days, atRisk, ended })
    atRisk -= gone
  }
  return found
}

/** Those that are alike as one, counted: whole days repeat, and there are fewer of them to put in order. */
function alike(all: readonly Lasting[]): Lasting[] {
  const found = new Map<number, { days: number; ended: boolean; times: number }>()
  const late: Lasting[] = []
  for (const one of all) {
    const { days, ended, from = 0, times = 1 } = one
    if (from !== 0) {
      late.push(one)
      continue
    }
    const key = 2 * days + (ended ? 1 : 0)
    const own = found.get(key)
    if (own) own.times += times
    else found.set(key, { days, ended, times })
  }
  return [...found.values(), ...late]
}

function band(lasting: number, error: number): { low: number | null; high: number | null } {
  if (lasting <= 0 || lasting >= 1) return { low: null, high: null }
  const [middle, half] = [Math.log(-Math.log(lasting)), error / Math.log(lasting)]
  return { low: Math.exp(-Math.exp(middle - half)), high: Math.exp(-Math.exp(middle + half)) }
}

/**
 * The age that half outlast, and the ages at which the band crosses one half.
 * @returns all null where nothing ended
 * @see Brookmeyer & Crowley 1982, Biometrics 38, on the log–log scale as in Borgan & Liestøl 1990, Scand. J. Statistics 17
 */
export function medianLasting(all: readonly Lasting[], level = 0.95): Median {
  const steps = survival(all, level)
  const count = (of: readonly Lasting[]) => of.reduce((sum, { times = 1 }) => sum + times, 0)
  return {
    median: crossing(steps.map(({ days, lasting }) => ({ days, share: lasting }))),
    low: crossing(steps.map(({ days, low }) => ({ days, share: low }))),
    high: crossing(steps.map(({ days, high }) => ({ days, share: high }))),
    of: count(all),
    ended: count(all.filter(({ ended }) => ended)),
  }
}

const touching = 1e-9

/** The first age at which a curve is at one half or under it; in the middle of a stretch that lies on it. */
function crossing(curve: readonly { days: number; share: number | null }[]): number | null {
  const at = curve.findIndex(({ share }) => share !== null && share <= 0.5 + touching)
  if (at < 0) return null
  const { days, share } = curve[at]!
  const next = curve[at + 1]
  return Math.abs(share! - 0.5) <= touching && next ? (days + next.days) / 2 : days
}
