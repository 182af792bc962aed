import { quantile } from '#core/stats/index.ts'
import { type Rate, shrunkRates, shrunkSize, type StepCount } from './need.ts'

/** What a person did and got within the twelve months past, and lately. */
export type Done = {
  readonly id: string
  /** What they billed; where nobody has billed anything yet, the worth of what they won. */
  readonly billed: number
  /** Whether the quotas of those months were reached; null without quotas. */
  readonly reached: boolean | null
  /** Amounts of orders, or where deals are known of those won. */
  readonly amounts: readonly number[]
  /** Days from creation to winning, of won deals. */
  readonly days: readonly number[]
  /** Counted over the twelve months, from the first step to the last before money; the same steps for all. */
  readonly steps: Readonly<Record<string, Counted>>
  /** A week's worth of each step: over the twelve months, and over the last three. */
  readonly perWeek: Readonly<Record<string, { readonly year: number; readonly lately: number }>>
}

/**
 * What comes of a step. A `share` of it goes on (deals that are won); it `brings` one or more of the next (customers
 * who buy in a month: `went` of `tried` orders were a customer's first that month); or it is `whole`, the money itself.
 */
export type Counted = StepCount & { readonly as: 'share' | 'brings' | 'whole' }

/** One step of a person's way to billing: how much of it goes on to the next. */
export type OwnStep = {
  readonly step: string
  readonly rate: Rate
  /** What is usual among comparable people; null where fewer than four would stand behind it. */
  readonly usual: number | null
  readonly lately: number
  /** What comparable people who reached their quotas did a week: quartiles, with how many they were. */
  readonly achieved: { low: number; middle: number; high: number; people: number } | null
}

export type Measured = {
  readonly size: Rate | null
  readonly days: Rate | null
  /** Days from creation to winning within which each tenth of won deals was won, .1 to .9; null where too few are known. */
  readonly cycle: readonly number[] | null
  readonly steps: readonly OwnStep[]
  readonly comparable: number
}

/** A group's figure with fewer people behind it would be somebody's own. */
const fewestBehind = 4
const mostComparable = 30

/**
 * A person's own rates, size of order or deal, and days to a win, each drawn towards the people whose billing is
 * nearest; and what those of them who reached their quotas did a week.
 */
export function measured(person: Done, everybody: readonly Done[]): Measured {
  const near = comparableTo(person, everybody)
  const steps = Object.entries(person.steps).flatMap(([step, own]): OwnStep[] => {
    const tries = near.map(other => other.steps[step]!)
    const rates = ratesOf(own, tries)
    if (!rates) return []
    const behind = tries.filter(({ tried }) => tried > 0).length
    return [
      {
        step,
        rate: rates.own,
        usual: behind >= fewestBehind && own.as !== 'whole' ? rates.usual.estimate : null,
        lately: person.perWeek[step]!.lately,
        achieved: achieved(near, step),
      },
    ]
  })
  return {
    size:
      shrunkSize(
        person.amounts,
        near.map(({ amounts }) => amounts),
      ) ?? null,
    days:
      shrunkSize(
        person.days,
        near.map(({ days }) => days),
      ) ?? null,
    cycle: cycleOf(person, near),
    steps,
    comparable: near.length,
  }
}

/** With fewer won deals there are no tenths. */
const fewestDays = 10

/** Own and comparable people's together; the own alone where the others are so few that theirs would show. */
function cycleOf(person: Done, near: readonly Done[]): number[] | null {
  const others = near.filter(({ days }) => days.length > 0)
  const days = [...person.days, ...(others.length < fewestBehind ? [] : others.flatMap(other => other.days))]
  if (days.length < fewestDays) return null
  return Array.from({ length: 9 }, (_, tenth) => quantile(days, (tenth + 1) / 10)!)
}

function ratesOf(own: Counted, others: readonly Counted[]): { own: Rate; usual: Rate } | undefined {
  const whole: Rate = { estimate: 1, low: 1, high: 1 }
  if (own.as === 'whole') return { own: whole, usual: whole }
  const rates = shrunkRates([own, ...others])
  if (!rates) return undefined
  if (own.as === 'share') return { own: rates.own[0]!, usual: rates.usual }
  return { own: turned(rates.own[0]!), usual: turned(rates.usual) }
}

/** So many customers to an order are so many orders to a customer, the other way round. */
function turned({ estimate, low, high }: Rate): Rate {
  return { estimate: 1 / estimate, low: 1 / high, high: 1 / low }
}

/** Those who bill and whose billing is nearest on the scale of logarithms. */
function comparableTo(person: Done, everybody: readonly Done[]): Done[] {
  const far = (other: Done) => Math.abs(Math.log(other.billed / Math.max(person.billed, 1)))
  return everybody
    .filter(other => other.id !== person.id && other.billed > 0)
    .toSorted((a, b) => far(a) - far(b) || (a.id < b.id ? -1 : 1))
    .slice(0, mostComparable)
}

function achieved(near: readonly Done[], step: string): OwnStep['achieved'] {
  const levels = near.filter(({ reached }) => reached === true).map(({ perWeek }) => perWeek[step]!.year)
  if (levels.length < fewestBehind) return null
  const at = (p: number) => quantile(levels, p)!
  return { low: at(0.25), middle: at(0.5), high: at(0.75), people: levels.length }
}
