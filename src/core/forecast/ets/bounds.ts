import type { Form } from './form.ts'
import type { Slopes, Smoothing } from './recursion.ts'

const least = 1e-4
const most = 0.9999
/** R's `ets` keeps φ between these: below, a damped trend is hardly one; above, it is hardly damped. */
const dampLeast = 0.8
const dampMost = 0.98

/**
 * Free numbers to smoothing parameters inside 0 < α < 1, 0 < β < α, 0 < γ < 1 − α, .8 ≤ φ ≤ .98, by sines, so that a
 * search without bounds reaches the bounds themselves. Reads as many of `free` as the form has parameters.
 * @see Hyndman et al. 2002, section 2.3 (the bounds); James & Roos 1975, Comput. Phys. Commun. 10 (the sines)
 */
export function smoothingAt(free: Float64Array, form: Form, into: Smoothing): void {
  let i = 0
  into.alpha = least + (most - least) * share(free[i++]!)
  into.beta = form.trend === 'N' ? 0 : least + (into.alpha - least) * share(free[i++]!)
  into.gamma = form.season === 'N' ? 0 : least + (1 - into.alpha - least) * share(free[i++]!)
  into.phi = form.trend === 'Ad' ? dampLeast + (dampMost - dampLeast) * share(free[i]!) : 1
}

/** How many free numbers `smoothingAt` reads. */
export function freeCount(form: Form): number {
  return 1 + { N: 0, A: 1, Ad: 2 }[form.trend] + (form.season === 'N' ? 0 : 1)
}

/** The free numbers for smoothing parameters that lie inside the bounds. */
export function freeAt(by: Smoothing, form: Form): number[] {
  const free = [angle((by.alpha - least) / (most - least))]
  if (form.trend !== 'N') free.push(angle((by.beta - least) / (by.alpha - least)))
  if (form.season !== 'N') free.push(angle((by.gamma - least) / (1 - by.alpha - least)))
  if (form.trend === 'Ad') free.push(angle((by.phi - dampLeast) / (dampMost - dampLeast)))
  return free
}

/** Derivatives by the free numbers from those by the parameters. */
export function freeSlopes(
  free: Float64Array,
  form: Form,
  of: { by: Smoothing; slopes: Slopes; into: Float64Array },
) {
  const { by, slopes, into } = of
  let i = 1
  let alpha = slopes.alpha
  if (form.trend !== 'N') {
    alpha += slopes.beta * share(free[i]!)
    into[i] = slopes.beta * (by.alpha - least) * turn(free[i]!)
    i++
  }
  if (form.season !== 'N') {
    alpha -= slopes.gamma * share(free[i]!)
    into[i] = slopes.gamma * (1 - by.alpha - least) * turn(free[i]!)
    i++
  }
  if (form.trend === 'Ad') into[i] = slopes.phi * (dampMost - dampLeast) * turn(free[i]!)
  into[0] = alpha * (most - least) * turn(free[0]!)
}

function share(free: number): number {
  return 0.5 + 0.5 * Math.sin(free)
}

function turn(free: number): number {
  return 0.5 * Math.cos(free)
}

/** Kept off the ends, where the sine is level and a search would not leave. */
function angle(share: number): number {
  return Math.asin(2 * Math.min(Math.max(share, 0.002), 0.998) - 1)
}

// room for m + 2 coefficients, written over by every question: each step of a search asks one
const polynomial = new Float64Array(32)
const before = new Float64Array(32)

/**
 * Whether a seasonal model forgets: the weight of old values dies away. Without a season the bounds above suffice.
 * The characteristic polynomial has every root inside the unit circle, tested by stepping down its degree.
 * @param m  2 … 24
 * @see Hyndman, Akram & Archibald 2008, Ann. Inst. Stat. Math. 60; Schur–Cohn test in Durbin's (1960) recursion
 */
export function forgets({ alpha, beta, gamma, phi }: Smoothing, m: number): boolean {
  const a = polynomial
  let degree = m
  a[0] = 1
  if (beta === 0) {
    // Without a trend (z − 1) divides it and says nothing of the model.
    for (let i = 1; i < m; i++) a[i] = alpha
    a[m] = alpha + gamma - 1
  } else {
    degree = m + 1
    for (let i = 2; i < m; i++) a[i] = alpha + beta - alpha * phi
    a[1] = alpha + beta - phi
    a[m] = alpha + beta - alpha * phi + gamma - 1
    a[m + 1] = phi * (1 - alpha - gamma)
  }
  for (; degree > 0; degree--) {
    const last = a[degree]!
    const rest = 1 - last * last
    if (!(rest > 0)) return false
    for (let i = 1; i < degree; i++) before[i] = a[i]!
    for (let i = 1; i < degree; i++) a[i] = (before[i]! - last * before[degree - i]!) / rest
  }
  return true
}
