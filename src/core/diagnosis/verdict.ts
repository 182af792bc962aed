import { type Minor, minor } from '#core/money/index.ts'
import type { Expectation } from './expectation.ts'
import { type Funnel, funnel, type NamedGroup } from './funnel.ts'
import type { Attained } from './crossed.ts'
import { varianceParts, type VarianceParts } from './variance.ts'
import { wholeParts } from './whole-parts.ts'

/** How people are put together; of two that are as telling the first is told. */
export type Grouping = {
  readonly by: 'territory' | 'product_line'
  readonly of: ReadonlyMap<string, string>
}

export type VerdictFacts = {
  /** The period asked about, as `attained` names it. */
  readonly period: string
  /** One a person and period, up to and with the period asked about. */
  readonly attained: readonly Attained[]
  /** Actual less target of the people of the period; below zero they are short. */
  readonly gap: Minor
  readonly target: Minor
  /** What could be expected of the period; absent where nothing tells. */
  readonly expected: Expectation | null
  readonly groupings: readonly Grouping[]
  /** Of one person alone, compared with all: `gap` and `target` are that person's, and nobody else is named. */
  readonly about?: string | undefined
}

export type Verdict = {
  /** The design is asked first: was the target out of reach, or do most miss? */
  readonly design: {
    readonly questioned: boolean
    readonly missed: number
    readonly people: number
    readonly most: boolean
    /** Against what could be expected at 80 per cent. */
    readonly target: 'beyond' | 'within' | 'below' | 'unknown'
  }
  /** A territory or product line that is under or over as a whole. */
  readonly groups: readonly (NamedGroup & { readonly by: Grouping['by'] })[]
  /** Who stands outside of chance and the usual spread; often nobody. */
  readonly named: readonly string[]
  /** The gap in money: what all have in common, what is people's, and the rest; they sum to it exactly. */
  readonly parts: { readonly common: Minor; readonly personal: Minor; readonly unexplained: Minor } | null
  readonly funnel: Funnel | null
  readonly variance: VarianceParts | null
}

/** From this share of the people on it is the target that missed, and not they. */
const mostMiss = 0.7
/** Most of three people is nothing to go by. */
const fewestPeople = 5

/**
 * Whether a gap is common to all, particular to some, or unexplained, the design being questioned before the person.
 * Unexplained is what no model of people and periods holds: it is never effort.
 */
export function verdict(facts: VerdictFacts): Verdict {
  const now = facts.attained.filter(({ period }) => period === facts.period)
  const missed = now.filter(({ attainment }) => attainment < 1).length
  const most = now.length >= fewestPeople && missed / now.length >= mostMiss
  const target = against(facts)
  const fitted = varianceParts(facts.attained)
  const variance = 'none' in fitted ? null : fitted
  const { found, groups } = particular(facts)
  const isAsked = ({ person }: { person: string }) => facts.about === undefined || person === facts.about
  return {
    design: { questioned: most || target === 'beyond', missed, people: now.length, most, target },
    groups,
    named: found?.points.filter(point => point.named && isAsked(point)).map(({ person }) => person) ?? [],
    parts: variance && apportioned({ ...facts, now: now.filter(isAsked), variance }),
    funnel: found,
    variance,
  }
}

function against({ target, expected }: VerdictFacts): Verdict['design']['target'] {
  const range = expected?.range80
  if (!range) return 'unknown'
  if (target > range.high) return 'beyond'
  return target < range.low ? 'below' : 'within'
}

/**
 * A product line that is under shows in territories that hold much of it, and the other way round: where groups stand
 * out under several groupings people are compared within the one that chance explains least.
 */
function particular(facts: VerdictFacts): { found: Funnel | null; groups: Verdict['groups'] } {
  const plain = funnel(facts.attained)
  if ('none' in plain) return { found: null, groups: [] }
  const grouped = facts.groupings.flatMap(({ by, of }) => {
    const found = funnel(facts.attained, of)
    if ('none' in found || found.groups.length === 0) return []
    return [{ by, found, p: Math.min(...found.groups.map(group => group.p)) }]
  })
  const [best] = grouped.toSorted((a, b) => a.p - b.p)
  if (!best) return { found: plain, groups: [] }
  return { found: best.found, groups: best.found.groups.map(group => ({ ...group, by: best.by })) }
}

/**
 * The gap by the fitted model: (mean + period − 1) × quota is common, (shrunk person) × quota is people's, the rest
 * is neither; whole minor units by largest remainder.
 * @see Patterson & Thompson 1971 (REML), as in `varianceParts`
 */
function apportioned(of: {
  gap: Minor
  period: string
  now: readonly Attained[]
  variance: VarianceParts
}): Verdict['parts'] {
  const { mean, periods, people } = of.variance
  const level = mean.estimate + (periods.get(of.period) ?? 0) - 1
  const common = of.now.reduce((sum, { quota }) => sum + level * quota, 0)
  const personal = of.now.reduce((sum, { quota, person }) => sum + (people.get(person) ?? 0) * quota, 0)
  const whole = wholeParts(of.gap, [common, personal, of.gap - common - personal])
  return { common: minor(whole[0]!), personal: minor(whole[1]!), unexplained: minor(whole[2]!) }
}
