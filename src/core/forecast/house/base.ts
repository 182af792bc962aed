import { quantileOfSorted } from '#core/stats/index.ts'
import type { Estimate } from '../clean/nowcast.ts'
import type { FittedSeries } from '../fit.ts'
import type { ForecastOptions, NoForecast, SeriesHistory, Span, Why } from '../history.ts'
import { aheadOf } from '../ranges/ahead.ts'
import type { Pools } from '../ranges/pools.ts'
import { firstMonth } from './current.ts'
import type { HouseNode } from './facts.ts'
import { monthsAhead, sumOver } from './spans.ts'

/** Before coherence: what a node's own history foretells. Plain data, worked out node by node and so in threads. */
export type Base = {
  readonly method: string
  readonly why: readonly Why[]
  readonly mean: Float64Array
  /** One-step errors in amounts, the newest last: how a forecast erred, and with whose errors together. */
  readonly errors: Float64Array
  /** By span, how far the quantiles of its possible sums (in the order of `quantiles`) lie from its mean. */
  readonly reaches: readonly Float64Array[]
}

/** The ends of the ranges of 95, 80 and 50 %, the lowest first. */
export const quantiles = [0.025, 0.1, 0.25, 0.75, 0.9, 0.975] as const

/**
 * What series are fitted: fiscal months have a season of twelve. Nodes learn from their like.
 * @param days  selling days of the known months and of those ahead
 */
export function historyOf({ kind, id, billed }: HouseNode, days: readonly number[]): SeriesHistory {
  return {
    key: `${kind}:${id}`,
    values: billed.months,
    season: 12,
    kind: kind === 'gone' ? 'team' : kind,
    days,
  }
}

/** Persons, of whom there are thousands, are fitted fast; the rest as asked. */
export function optionsOf({ kind }: HouseNode, procedure: ForecastOptions['procedure']): ForecastOptions {
  return { horizon: monthsAhead, procedure: kind === 'person' ? 'fast' : procedure }
}

/**
 * The month under way is told anew by its days. A node without a forecast of its own (it only just began) is expected to
 * go on as it did so far.
 * @param usual  share of a month that all together usually billed by this point
 */
export function baseOf(
  node: HouseNode,
  of: {
    fitted: FittedSeries | NoForecast
    pools: Pools
    usual: Estimate | undefined
    spans: readonly Span[]
    seed: number
  },
): Base {
  const { fitted, pools, usual, spans, seed } = of
  const { billed } = node
  const ahead = 'none' in fitted ? fitted : aheadOf(fitted, { pools, horizon: monthsAhead })
  if ('none' in fitted || 'none' in ahead) {
    const { mean } = firstMonth({ mean: goingOn(billed.months), firsts: new Float64Array(0), billed, usual })
    const reaches = spans.map(() => new Float64Array(quantiles.length))
    return { method: 'as so far', why: [], mean, errors: aroundMean(billed.months), reaches }
  }
  const count = drawn[node.kind === 'person' ? 'person' : 'other']
  const futures = Array.from(ahead.mean, () => new Float64Array(count))
  ahead.draw({ count, seed }, (path, place) => {
    for (let h = 0; h < path.length; h++) futures[h]![place] = path[h]!
  })
  const { mean } = firstMonth({ mean: ahead.mean, firsts: futures[0]!, billed, usual })
  return {
    method: fitted.method,
    why: fitted.why,
    mean,
    errors: errorsOf(node, fitted),
    reaches: spans.map(span => reachOf(span, mean, futures)),
  }
}

/** Possible futures of a node; the ends of its ranges are quantiles of them. */
const drawn = { person: 400, other: 1000 }

/** @param futures  a row for each month ahead, a column for each possible future */
function reachOf(span: Span, mean: Float64Array, futures: readonly Float64Array[]): Float64Array {
  const sums = futures[span.from - 1]!.slice()
  for (let h = span.from; h < span.to; h++) {
    const month = futures[h]!
    for (let i = 0; i < sums.length; i++) sums[i]! += month[i]!
  }
  sums.sort()
  const middle = sumOver(mean, span)
  return Float64Array.from(quantiles, p => quantileOfSorted(sums, p) - middle)
}

function goingOn(months: readonly number[]): Float64Array {
  const usual = months.slice(-3).reduce((sum, value) => sum + value / 3, 0)
  return new Float64Array(monthsAhead).fill(Math.max(0, usual))
}

function errorsOf({ billed }: HouseNode, { future }: FittedSeries): Float64Array {
  if (future.nature !== 'regular') return aroundMean(billed.months)
  const { sigma, relative, shocks } = future.spread
  const unit = sigma * (relative ? Math.abs(future.mean[0]!) : 1)
  return shocks.map(shock => shock * unit)
}

/** As many months as a mean of the recent past could have erred in. */
const recent = 36

function aroundMean(months: readonly number[]): Float64Array {
  const last = months.slice(-recent)
  const mean = last.reduce((sum, value) => sum + value / last.length, 0)
  return Float64Array.from(last.length < 2 ? [0, 0] : last, value => value - mean)
}
