import { studentCdf, studentQuantile } from '#core/stats/index.ts'
import { beyondChance, type Deviation, deviations, holm, weightedMedian } from './deviations.ts'
import type { Attained } from './crossed.ts'

export type FunnelPoint = {
  readonly person: string
  /** Quota over all periods, as handed in. */
  readonly quota: number
  /** Actual over quota, over all periods. */
  readonly attainment: number
  /** What is judged, and drawn: attainment with the differences of periods, and of a named group, taken out. */
  readonly adjusted: number
  /** Adjusted against the centre, over its standard error with overdispersion. */
  readonly z: number
  /** The chance of standing so far out if nobody were particular, for all people together. */
  readonly p: number
  readonly named: boolean
}

export type NamedGroup = {
  readonly group: string
  readonly people: number
  /** Attainment of the group less that of the others. */
  readonly difference: number
  readonly p: number
}

export type Funnel = {
  readonly centre: number
  readonly points: readonly FunnelPoint[]
  /** Groups (territories, product lines) that are under or over as a whole; they are looked at before people. */
  readonly groups: readonly NamedGroup[]
  /** Spread of people beyond chance that the limits allow for, in attainment. */
  readonly overdispersion: number
  /** Spread of one attainment at a quota of mean size. */
  readonly residual: number
  /**
   * Half the width of the limits around the centre for a quota of this size: `usual` holds 95 of 100 people who are not
   * particular, each by themselves; beyond `far` lie those who are named, and nobody else.
   */
  limits(quota: number): { readonly usual: number; readonly far: number }
}

export type NoFunnel = { readonly none: 'too_few' }

/** Chances of naming anybody, and any group, where nobody is particular: together one in twenty-five. */
const level = { people: 0.03, groups: 0.01 }
const usual = 0.05
const fewestPeople = 5

/**
 * Who stands outside of what chance and the usual spread of people explain. The centre is a median. Groups come
 * first: where a whole territory is under, its people are compared among themselves. Limits are those by which people
 * are judged: the residual variance of the fit with people and periods fixed (`deviations` says why not of the mixed
 * one), which is chance and falls with the quota, and people's usual spread beyond it.
 * @param of      one a person and period
 * @param groups  which group a person belongs to
 * @returns refused below 5 people
 * @see Spiegelhalter 2005, Statistics in Medicine 24 (funnel plots); Holm 1979, Scandinavian J. Statistics 6
 */
export function funnel(
  of: readonly Attained[],
  groups: ReadonlyMap<string, string> = new Map(),
): Funnel | NoFunnel {
  const { people, residual, freedom, size } = deviations(of)
  if (people.length < fewestPeople) return { none: 'too_few' }
  const named = findGroups({ people, groups, freedom })
  const shift = new Map(named.map(({ group, difference }) => [group, difference]))
  const own = people.map(person => ({
    ...person,
    deviation: person.deviation - (shift.get(groups.get(person.person) ?? '') ?? 0),
  }))
  const centre = weightedMedian(own)
  const overdispersion = beyondChance(own, centre)
  const z = own.map(({ deviation, error }) => (deviation - centre) / Math.hypot(error, overdispersion))
  const p = holm(z.map(value => 2 * studentCdf(-Math.abs(value), freedom)))
  // Holm names step by step until the next is not as rare as the level over those left: that bound parts both
  const left = Math.max(1, p.filter(each => each >= level.people).length)
  const reach = {
    usual: studentQuantile(1 - usual / 2, freedom),
    far: studentQuantile(1 - level.people / left / 2, freedom),
  }
  return {
    centre,
    residual,
    overdispersion,
    groups: named,
    points: own.map(({ person, quota, attainment, deviation }, i) => ({
      person,
      quota,
      attainment,
      adjusted: deviation,
      z: z[i]!,
      p: p[i]!,
      named: p[i]! < level.people,
    })),
    limits(quota) {
      const spread = Math.hypot(residual * Math.sqrt(size / quota), overdispersion)
      return { usual: reach.usual * spread, far: reach.far * spread }
    },
  }
}

type People = { readonly people: readonly Deviation[]; readonly freedom: number }

function findGroups(of: People & { groups: ReadonlyMap<string, string> }): NamedGroup[] {
  const members = Map.groupBy(of.people, ({ person }) => of.groups.get(person) ?? '')
  const asked = [...members].filter(
    ([name, own]) => name !== '' && own.length > 1 && own.length < of.people.length,
  )
  const found = asked.map(([group, own]) => ({ group, people: own.length, ...against(of, own) }))
  const p = holm(found.map(each => each.p))
  return found
    .map((each, i) => ({ ...each, p: p[i]! }))
    .filter((each, i) => each.p < level.groups && remains(of, asked[i]![1], each.difference))
}

/** One person alone makes no territory: the group has to stand out without its furthest member. */
function remains(of: People, group: readonly Deviation[], difference: number): boolean {
  const without = against(of, group, { leaveOut: difference })
  return without.p < level.groups && Math.sign(without.difference) === Math.sign(difference)
}

/**
 * A group's mean against the others' median, with the spread that is usual among the others.
 * @param leaveOut  leaves out the furthest in this direction
 */
function against(
  of: People,
  group: readonly Deviation[],
  { leaveOut }: { leaveOut?: number } = {},
): { difference: number; p: number } {
  const rest = of.people.filter(person => !group.includes(person))
  const outward = (a: Deviation, b: Deviation) => Math.sign(leaveOut ?? 0) * (b.deviation - a.deviation)
  const own = leaveOut === undefined ? group : group.toSorted(outward).slice(1)
  const centre = weightedMedian(rest)
  const overdispersion = rest.length >= fewestPeople ? beyondChance(rest, centre) : 0
  const weight = ({ error }: Deviation) => 1 / (error ** 2 + overdispersion ** 2)
  const sum = own.reduce((all, person) => all + weight(person), 0)
  const others = rest.reduce((all, person) => all + weight(person), 0)
  const mean = own.reduce((all, person) => all + weight(person) * person.deviation, 0) / sum
  // a median's variance is π / 2 times a mean's
  const error = Math.sqrt(1 / sum + Math.PI / 2 / others)
  return { difference: mean - centre, p: 2 * studentCdf(-Math.abs((mean - centre) / error), of.freedom) }
}
