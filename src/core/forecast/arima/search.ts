import { stationarySeries } from './difference.ts'
import { estimate, type Model, nearly } from './estimate.ts'
import { differencesNeeded, largest, unchanging } from './kpss.ts'
import { type Order } from './order.ts'
import { seasonalDifferenceNeeded } from './strength.ts'

/** Orders are searched up to these, and up to a third of the values in lags. */
const most = { p: 5, q: 5, P: 2, Q: 2 }

/** Models that are tried at most, as R's `auto.arima`. */
const mostModels = 94

/**
 * The model of least AICc by Hyndman and Khandakar's stepwise search: differences by seasonal strength and KPSS,
 * four models to begin with, then from the best so far to its neighbours as long as one is better. Every candidate
 * is estimated by exact likelihood (R approximates in long or seasonal series), to the third digit of its criterion; the
 * best is then estimated to the end.
 * @param values  at least 4
 * @see Hyndman & Khandakar 2008, J. Stat. Software 27(3), section 3.2
 */
export function searched(values: Float64Array, season: number): Model | undefined {
  const base = differencing(values, season)
  const allowed = limits(values.length, base.season)
  const constantAllowed = base.d + base.D <= 1
  const plain: Order = { ...base, p: 0, q: 0, P: 0, Q: 0, constant: constantAllowed }
  const left = stationarySeries(values, plain)
  if (unchanging(left, largest(values))) return estimate(values, plain)
  const tried = new Map<string, Model | undefined>()
  let best: Model | undefined
  const better = (order: Order): boolean => {
    const key = [order.p, order.q, order.P, order.Q, order.constant].join()
    if (!within(order, allowed) || tried.has(key) || tried.size >= mostModels) return false
    const model = estimate(values, order, nearly)
    tried.set(key, model)
    if (model === undefined || !model.steady || !(model.aicc < (best?.aicc ?? Infinity))) return false
    best = model
    return true
  }
  for (const order of firstOrders(plain, allowed)) better(order)
  for (let moved = best !== undefined; moved;) moved = neighbours(best!.order, constantAllowed).some(better)
  return estimate(values, best?.order ?? plain)
}

/** Seasonal difference first, for it may take out the trend as well; none that leaves too little to estimate from. */
function differencing(values: Float64Array, season: number): Pick<Order, 'd' | 'D' | 'season'> {
  const D = seasonalDifferenceNeeded(values, season) ? 1 : 0
  const partly = { p: 0, d: 0, q: 0, P: 0, D, Q: 0, season, constant: false }
  const left = stationarySeries(values, partly)
  const d = unchanging(left, largest(values)) ? 0 : differencesNeeded(left)
  return { d, D, season }
}

type Limits = typeof most

function limits(n: number, season: number): Limits {
  const third = Math.floor(n / 3)
  const seasons = season > 1 ? Math.floor(third / season) : 0
  return {
    p: Math.min(most.p, third, season > 1 ? season - 1 : third),
    q: Math.min(most.q, third, season > 1 ? season - 1 : third),
    P: Math.min(most.P, seasons),
    Q: Math.min(most.Q, seasons),
  }
}

function within(order: Order, allowed: Limits): boolean {
  return (['p', 'q', 'P', 'Q'] as const).every(part => order[part] >= 0 && order[part] <= allowed[part])
}

function firstOrders(plain: Order, allowed: Limits): Order[] {
  const clipped = (p: number, q: number, P: number, Q: number): Order => ({
    ...plain,
    p: Math.min(p, allowed.p),
    q: Math.min(q, allowed.q),
    P: Math.min(P, allowed.P),
    Q: Math.min(Q, allowed.Q),
  })
  const first = [clipped(2, 2, 1, 1), clipped(0, 0, 0, 0), clipped(1, 0, 1, 0), clipped(0, 1, 0, 1)]
  return plain.constant ? [...first, { ...plain, constant: false }] : first
}

/** Steps of one in one or two parts of the order, seasonal ones first, in the order of R's `auto.arima`. */
function neighbours(order: Order, constantAllowed: boolean): Order[] {
  const { p, q, P, Q } = order
  const steps: Partial<Order>[] = [
    { P: P - 1 },
    { Q: Q - 1 },
    { P: P + 1 },
    { Q: Q + 1 },
    { Q: Q - 1, P: P - 1 },
    { Q: Q - 1, P: P + 1 },
    { Q: Q + 1, P: P - 1 },
    { Q: Q + 1, P: P + 1 },
    { p: p - 1 },
    { q: q - 1 },
    { p: p + 1 },
    { q: q + 1 },
    { q: q - 1, p: p - 1 },
    { q: q - 1, p: p + 1 },
    { q: q + 1, p: p - 1 },
    { q: q + 1, p: p + 1 },
  ]
  if (constantAllowed) steps.push({ constant: !order.constant })
  return steps.map(step => ({ ...order, ...step }))
}
