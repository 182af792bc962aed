import { type Day, toNumber } from '#core/calendar/index.ts'
import { type Deal, livedTo } from './deal.ts'
import { binDays, type Factor, factorOf, type Hazards, summedRate } from './hazards.ts'
import { shrunk } from './shrunk.ts'

/** Weeks in a stage at which another stretch begins; the last goes on. A stay whose beginning nobody saw is its own. */
export const stretches = [0, 2, 6, 14] as const
export const unbegun = stretches.length
const cells = stretches.length + 1
/** Weeks of stay that a cell's own rate of moving on is weighed against: as many as a week's of age, and for its reason. */
const smoothing = 20
/** Fewer deals than this, seen in a stage and then decided, tell nothing of stages: spread over a few stages, each would
 * have a handful, and won over expected would be off by half. */
export const fewestDecided = 30

/** What a stage and the time spent in it add to what age says. */
export type StageModel = {
  readonly names: readonly string[]
  /** By stage and stretch: factors on the rates of being won and lost, shrunk to 1. */
  readonly factors: readonly (readonly Factor[])[]
  /** By stage, stretch and stage that follows: rate of moving a week. */
  readonly moves: readonly (readonly Float64Array[])[]
  /** Deals that were seen in a stage and then decided. */
  readonly decided: number
}
export type NoStages = { readonly none: 'too_few_seen' }

type Cell = {
  weeks: number
  won: number
  lost: number
  expectedWon: number
  expectedLost: number
  moved: Float64Array
}

/**
 * Deals as going from stage to stage until they are won or lost, with rates by age (as learnt from all) times a factor
 * for the stage and the time in it. Each factor is drawn to the stage's and the stage's to 1, so that stages which tell
 * nothing leave the all-stages chance as it is. Only time in which an export saw the deal counts.
 * @param deals  as known on `day`
 * @see Andersen & Keiding 2002, Statistical Methods in Medical Research 11 (multi-state models, delayed entry);
 *      Clayton & Kaldor 1987, Biometrics 43 (shrinkage)
 */
export function learnStages(
  deals: readonly Deal[],
  of: { day: Day; hazards: Hazards },
): StageModel | NoStages {
  const { decided, names } = seenInStages(deals)
  if (decided < fewestDecided || names.length < 2) return { none: 'too_few_seen' }
  const table = names.map(() => Array.from({ length: cells }, () => emptyCell(names.length)))
  const place = new Map(names.map((name, at) => [name, at]))
  const expected = { won: summedRate(of.hazards.won), lost: summedRate(of.hazards.lost) }
  for (const deal of deals) tallyDeal(table, deal, { ...of, expected, place })
  return { names, factors: factorsOf(table), moves: table.map(movesOf), decided }
}

/** Deals that were seen in a stage and then decided, and in which stages deals were seen at all. */
export function seenInStages(deals: readonly Deal[]): { decided: number; names: string[] } {
  return {
    decided: deals.filter(({ closed, stays }) => closed !== null && stays.length > 0).length,
    names: [...new Set(deals.flatMap(({ stays }) => stays.map(({ stage }) => stage)))].sort(),
  }
}

const emptyCell = (stages: number): Cell => ({
  weeks: 0,
  won: 0,
  lost: 0,
  expectedWon: 0,
  expectedLost: 0,
  moved: new Float64Array(stages),
})

type Summed = (age: number) => number

function tallyDeal(
  table: Cell[][],
  deal: Deal,
  of: {
    day: Day
    hazards: Hazards
    expected: { won: Summed; lost: Summed }
    place: ReadonlyMap<string, number>
  },
): void {
  const born = toNumber(deal.created)
  const factor = factorOf(of.hazards, deal)
  const end = livedTo(deal, of.day)
  for (const [nth, stay] of deal.stays.entries()) {
    const next = deal.stays[nth + 1]
    const begins = Math.max(0, toNumber(stay.from) - born)
    const ends = next ? Math.min(end, Math.max(begins, toNumber(next.from) - born)) : end
    const cell = (at: number) => table[of.place.get(stay.stage)!]![at]!
    for (const { at, from, to } of pieces(stay.begun, begins, ends)) {
      const own = cell(at)
      own.weeks += (to - from) / binDays
      own.expectedWon += factor.won * (of.expected.won(to) - of.expected.won(from))
      own.expectedLost += factor.lost * (of.expected.lost(to) - of.expected.lost(from))
    }
    const last = cell(stay.begun ? stretchOf((ends - begins) / binDays) : unbegun)
    if (next) last.moved[of.place.get(next.stage)!]! += 1
    else if (deal.closed !== null) last[deal.won ? 'won' : 'lost'] += 1
  }
}

export function stretchOf(weeks: number): number {
  let at = 0
  while (at + 1 < stretches.length && weeks >= stretches[at + 1]!) at++
  return at
}

/** A stay, cut where another stretch begins; ages in days. */
function pieces(begun: boolean, begins: number, ends: number): { at: number; from: number; to: number }[] {
  if (!begun) return [{ at: unbegun, from: begins, to: ends }]
  return stretches.flatMap((start, at) => {
    const from = begins + start * binDays
    const to = Math.min(ends, begins + (stretches[at + 1] ?? Infinity) * binDays)
    return to > from ? [{ at, from, to }] : []
  })
}

function factorsOf(table: readonly Cell[][]): Factor[][] {
  const by = (seen: 'won' | 'lost', expected: 'expectedWon' | 'expectedLost'): number[][] => {
    const sum = (cells: readonly Cell[], of: typeof seen | typeof expected) =>
      cells.reduce((all, cell) => all + cell[of], 0)
    const stages = shrunk(table.map(row => ({ seen: sum(row, seen), expected: sum(row, expected) })))
    const within = shrunk(
      table.flatMap((row, at) =>
        row.map(cell => ({ seen: cell[seen], expected: cell[expected] * stages[at]! })),
      ),
    )
    return table.map((row, at) => row.map((_, cell) => stages[at]! * within[at * cells + cell]!))
  }
  const [won, lost] = [by('won', 'expectedWon'), by('lost', 'expectedLost')]
  return table.map((row, at) => row.map((_, cell) => ({ won: won[at]![cell]!, lost: lost[at]![cell]! })))
}

/** A stretch's own rate of moving on, drawn to the stage's. */
function movesOf(row: readonly Cell[]): Float64Array[] {
  const weeks = row.reduce((sum, cell) => sum + cell.weeks, 0)
  return row.map(cell =>
    cell.moved.map((count, to) => {
      const usual = weeks > 0 ? row.reduce((sum, { moved }) => sum + moved[to]!, 0) / weeks : 0
      return (count + smoothing * usual) / (cell.weeks + smoothing)
    }),
  )
}
