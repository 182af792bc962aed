import { type LeftOut, type Reached, usualOf } from './people.ts'

/** One person's part in an effect, in the figure's own unit a month; or why they have none. */
export type PersonBehind = {
  readonly id: string
  readonly reached: boolean
  readonly leftOut: LeftOut | null
  /** The month in which it began: for them, or for the first whom it reached. */
  readonly begins: number
  readonly usual: number
  /** In the last month before. */
  readonly before: number
  /** On average since. */
  readonly since: number
  /** From the month before to the mean since, as a share of what was usual. */
  readonly change: number
}

/**
 * What an effect is made of, person by person: by the same months and the same measure as the estimate's.
 * @param span  months whose mean is usual, from `start` to the one before `first`, in which it first reached somebody
 */
export function behindEffect(
  people: readonly Reached[],
  span: { readonly start: number; readonly first: number },
): PersonBehind[] {
  return people.map(person => personBehind(person, { ...span, months: person.values.length }))
}

const nothing = { usual: 0, before: 0, since: 0, change: 0 }

function personBehind(
  { id, values, from }: Reached,
  { start, first, months }: { start: number; first: number; months: number },
): PersonBehind {
  const reached = from !== null && from < months
  const begins = reached ? from : first
  const own = usualOf(values.slice(start), first - start)
  if ('none' in own) return { id, reached, begins, leftOut: own.none, ...nothing }
  const { usual, known } = own
  const after = known.slice(begins - start)
  const before = known[begins - start - 1]!
  const since = after.reduce((sum, value) => sum + value, 0) / after.length
  return { id, reached, begins, leftOut: null, usual, before, since, change: (since - before) / usual }
}
