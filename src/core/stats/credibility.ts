/** What is known of a group: how many observations, their weights' sum, and weighted sums of values and squares. */
export type Group = {
  readonly n: number
  readonly weight: number
  readonly sum: number
  readonly squares: number
}

export type Credibility = {
  /** What is believed of a group of which nothing is known. */
  readonly overall: number
  readonly within: number
  readonly between: number
  /** For each group, how far its own mean is believed (0 … 1) and what it comes to with the rest from `overall`. */
  readonly groups: readonly { readonly trust: number; readonly estimate: number }[]
}

/**
 * Means of groups, each drawn to the mean of all by as much as its own observations are few or scattered.
 * @param groups  each with at least one observation and a weight above zero
 * @returns undefined for no groups
 * @see Bühlmann & Straub 1970, Mitt. Ver. Schweiz. Versicherungsmath. 70; unbiased estimators as in Bühlmann & Gisler 2005, 4.8
 */
export function credibility(groups: readonly Group[]): Credibility | undefined {
  const weight = total(groups, group => group.weight)
  if (groups.length === 0 || weight <= 0) return undefined
  const means = groups.map(group => group.sum / group.weight)
  const mean = total(groups, group => group.sum) / weight
  const within = withinOf(groups)
  const between = betweenOf(groups, { means, mean, weight, within })
  const trusts = groups.map(group => (between === 0 ? 0 : group.weight / (group.weight + within / between)))
  const trusted = trusts.reduce((sum, trust) => sum + trust, 0)
  const overall =
    trusted === 0 ? mean : trusts.reduce((sum, trust, i) => sum + trust * means[i]!, 0) / trusted
  return {
    overall,
    within,
    between,
    groups: trusts.map((trust, i) => ({ trust, estimate: trust * means[i]! + (1 - trust) * overall })),
  }
}

function withinOf(groups: readonly Group[]): number {
  const freedom = total(groups, group => group.n - 1)
  if (freedom <= 0) return 0
  // rounding may leave a hair below zero where all observations are alike
  return total(groups, ({ squares, sum, weight }) => Math.max(0, squares - sum ** 2 / weight)) / freedom
}

function betweenOf(
  groups: readonly Group[],
  of: { means: readonly number[]; mean: number; weight: number; within: number },
): number {
  const scale = of.weight - total(groups, group => group.weight ** 2) / of.weight
  if (groups.length < 2 || scale <= 0) return 0
  const spread = groups.reduce((sum, group, i) => sum + group.weight * (of.means[i]! - of.mean) ** 2, 0)
  return Math.max(0, (spread - (groups.length - 1) * of.within) / scale)
}

const total = (groups: readonly Group[], of: (group: Group) => number) =>
  groups.reduce((sum, group) => sum + of(group), 0)
