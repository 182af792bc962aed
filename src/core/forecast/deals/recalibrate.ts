import { brier, type Foretold } from '#core/stats/index.ts'

/** What chances have to be corrected by, learnt from chances that came due. */
export type Recalibration = {
  /** Deals are won this many times as readily as their age tells; 1 corrects nothing. */
  readonly factor: number
  /** Month ends it was learnt from. */
  readonly cuts: number
}

export const uncorrected: Recalibration = { factor: 1, cuts: 0 }

/** Fewer wins or misses than this at a month end say nothing of its lean. */
const fewest = 5
/** How much month ends are taken to differ while there is only one: a factor between 0.6 and 1.6, two times in three. */
const apart = 0.05
/** Windows of a quarter overlap: three month ends in a row tell little more than one. */
const overlap = 3

/** How much more or less often deals were won than said at a month end, on the scale of rates. */
export type Lean = { readonly lean: number; readonly variance: number }

/**
 * One factor for all chances from how they fared at earlier month ends, none of them the one it is used on. It is the
 * mean lean of those month ends, drawn to nothing by how unsure it is: nothing at all unless it exceeds its own error.
 * @param past  how each earlier month end leaned, where enough came due to tell
 * @see Cox 1958, Biometrika 45 (a lean of chances); DerSimonian & Laird 1986, Controlled Clinical Trials 7 (month ends
 *      that differ); James & Stein 1961, positive part (shrinkage); Fine & Gray 1999, J. Am. Stat. Assoc. 94 (the scale)
 */
export function recalibration(past: readonly (Lean | undefined)[]): Recalibration {
  const leans = past.flatMap(lean => lean ?? [])
  if (leans.length === 0) return uncorrected
  const plain = leans.reduce((sum, { lean }) => sum + lean / leans.length, 0)
  const scatter = leans.reduce((sum, { lean }) => sum + (lean - plain) ** 2, 0) / (leans.length - 1)
  const noise = leans.reduce((sum, { variance }) => sum + variance / leans.length, 0)
  const between = leans.length === 1 ? apart : Math.max(0, scatter - noise)
  const weights = leans.map(({ variance }) => 1 / (variance + between))
  const weight = weights.reduce((sum, value) => sum + value, 0)
  const mean = leans.reduce((sum, { lean }, at) => sum + (lean * weights[at]!) / weight, 0)
  const variance = overlap / weight
  const kept = mean === 0 ? 0 : Math.max(0, 1 - variance / mean ** 2)
  return { factor: Math.exp(mean * kept), cuts: leans.length }
}

/** b in 1 − (1 − chance)^exp(b), by maximum likelihood; undefined where too few were won, or not. */
export function leanOf(said: readonly Foretold[]): Lean | undefined {
  const own = said.filter(({ chance }) => chance > 0)
  const wins = own.filter(({ came }) => came).length
  if (wins < fewest || own.length - wins < fewest) return undefined
  let [lean, information] = [0, 1]
  for (let turn = 0; turn < 25; turn++) {
    let slope = 0
    information = 0
    for (const { chance, came } of own) {
      const rate = -Math.log(1 - Math.min(chance, 0.9999)) * Math.exp(lean)
      const now = Math.min(1 - 1e-9, Math.max(1e-9, 1 - Math.exp(-rate)))
      const bend = (1 - now) * rate
      slope += (bend * ((came ? 1 : 0) - now)) / (now * (1 - now))
      information += bend ** 2 / (now * (1 - now))
    }
    if (information <= 0) return undefined
    const step = Math.max(-1, Math.min(1, slope / information))
    lean += step
    if (Math.abs(step) < 1e-8) break
  }
  return { lean, variance: 1 / information }
}

/** A chance to have been won by some day, corrected so that it stays one and never falls with time. */
export function corrected(chance: number, { factor }: Recalibration): number {
  return factor === 1 ? chance : 1 - (1 - chance) ** factor
}

/** Brier's score, and what was said and came on average. */
export function scoreOf(of: readonly Foretold[]) {
  const mean = (value: (one: Foretold) => number) =>
    of.reduce((sum, one) => sum + value(one), 0) / Math.max(of.length, 1)
  return {
    said: mean(({ chance }) => chance),
    came: mean(({ came }) => (came ? 1 : 0)),
    brier: brier(of) ?? 0,
  }
}
export type Fared = ReturnType<typeof scoreOf>
