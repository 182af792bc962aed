/**
 * ARIMA(p,d,q)(P,D,Q)[season]. `constant`: the mean of the differenced series is estimated; it is the level when
 * nothing is differenced, a drift when one difference is taken, and left out above (it would bend the trend).
 * @see Hyndman & Khandakar 2008, J. Stat. Software 27(3), section 3.1
 */
export type Order = {
  readonly p: number
  readonly d: number
  readonly q: number
  readonly P: number
  readonly D: number
  readonly Q: number
  /** Values per season; 1 when there is none. */
  readonly season: number
  readonly constant: boolean
}

/** How many coefficients are estimated, the constant not counted. */
export function armaCount(order: Order): number {
  return order.p + order.q + order.P + order.Q
}

/** In the usual notation: "ARIMA(0,1,1)(0,1,1)[12]", "ARIMA(1,1,0) with drift". */
export function orderName(order: Order): string {
  const { p, d, q, P, D, Q, season } = order
  const seasonal = P + D + Q > 0 ? `(${P},${D},${Q})[${season}]` : ''
  const constant = d + D === 0 ? ' with mean' : ' with drift'
  return `ARIMA(${p},${d},${q})${seasonal}${order.constant ? constant : ''}`
}
