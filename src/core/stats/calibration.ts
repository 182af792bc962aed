import { type Interval, wilson } from './proportion.ts'

export type Foretold = { readonly chance: number; readonly came: boolean }

/**
 * Mean squared distance of chances from what came: 0 is perfect, .25 is a coin.
 * @returns undefined for nothing foretold
 * @see Brier 1950, Monthly Weather Review 78 (in its half form, for one of two outcomes)
 */
export function brier(of: readonly Foretold[]): number | undefined {
  if (of.length === 0) return undefined
  return of.reduce((sum, { chance, came }) => sum + (chance - (came ? 1 : 0)) ** 2, 0) / of.length
}

export type ReliabilityBin = {
  /** Mean chance foretold in the bin. */
  readonly foretold: number
  readonly count: number
  /** Share that came, with its Wilson interval. */
  readonly came: Interval
}

/** Chances in `bins` equally filled groups, each beside how often it came: on the diagonal where they are true. */
export function reliability(of: readonly Foretold[], bins = 10): ReliabilityBin[] {
  const sorted = of.toSorted((a, b) => a.chance - b.chance)
  return Array.from({ length: bins }, (_, i) =>
    sorted.slice(Math.round((i * sorted.length) / bins), Math.round(((i + 1) * sorted.length) / bins)),
  ).flatMap(own => {
    const came = wilson(own.filter(each => each.came).length, own.length)
    if ('none' in came) return []
    return [
      { foretold: own.reduce((sum, { chance }) => sum + chance, 0) / own.length, count: own.length, came },
    ]
  })
}
