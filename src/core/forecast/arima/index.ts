import type { Fitted, Refused, Series } from '../method.ts'
import { estimate } from './estimate.ts'
import { fitted } from './fitted.ts'
import type { Order } from './order.ts'
import { searched } from './search.ts'

/** Fewer values say nothing about an order. */
const fewest = 6

/**
 * ARIMA of automatic order. Series that are too short for a season or for long lags get smaller orders; series that
 * never change, or change by the same step, are carried on.
 * @param series  6 values or more
 * @see Hyndman & Khandakar 2008, J. Stat. Software 27(3)
 */
export function autoArima({ values, season }: Series): Fitted | Refused {
  if (!values.every(Number.isFinite)) return { none: 'not_a_number' }
  if (values.length < fewest) return { none: 'too_short' }
  const model = searched(values, Math.max(1, season))
  return model === undefined ? { none: 'too_short' } : fitted(model, values)
}

/** ARIMA of a given order, by exact maximum likelihood. */
export function arima(values: Float64Array, order: Order): Fitted | Refused {
  if (!values.every(Number.isFinite)) return { none: 'not_a_number' }
  const model = estimate(values, order)
  return model === undefined ? { none: 'too_short' } : fitted(model, values)
}

export { estimate, type Model } from './estimate.ts'
export type { Order } from './order.ts'
