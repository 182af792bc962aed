import type { Outcome } from './kinds.ts'

export type Stage = {
  readonly name: string
  readonly outcome: Outcome
  /** Where it stood before, if it is known. */
  readonly position: number | null
}
/** How often deals were seen to go from one stage to another. */
export type Moves = { readonly from: string; readonly to: string; readonly times: number }

/**
 * What a stage's name says of the deals in it, in English, Swedish and German; open unless it says otherwise.
 * A source that has a column of its own for this is believed instead.
 */
export function outcomeOfStage(name: string): Outcome {
  const words = name
    .toLowerCase()
    .normalize('NFC')
    .split(/[^\p{L}]+/u)
  if (words.some(word => won.has(word)) && !words.some(word => not.has(word))) return 'won'
  if (words.some(word => lost.has(word))) return 'lost'
  return 'open'
}

const set = (words: string) => new Set(words.split(' '))
const won = set('won vunnen vunnet vunna gewonnen order beställd')
const lost = set(
  'lost dead abandoned disqualified cancelled canceled förlorad förlorat avbruten verloren abgebrochen',
)
const not = set('not inte ej nicht pre before')

/**
 * The order of stages: as deals go through them. A stage stands before another if the busiest way from it to that one is
 * busier than any back, for deals leap stages and turn round; where that says nothing, as they stood before, else as
 * they came. Won and lost close the row.
 * @see Schulze 2011, Social Choice and Welfare 36: beatpaths, which are transitive
 */
export function orderStages(stages: readonly Stage[], moves: readonly Moves[]): string[] {
  const ahead = before(stages, moves)
  const place = stages.map((stage, index) => stage.position ?? stages.length + index)
  return stages
    .map((stage, index) => ({ ...stage, index }))
    .toSorted(
      (a, b) =>
        last.indexOf(a.outcome) - last.indexOf(b.outcome) ||
        ahead[b.index]! - ahead[a.index]! ||
        place[a.index]! - place[b.index]!,
    )
    .map(stage => stage.name)
}

const last: readonly Outcome[] = ['open', 'won', 'lost']

/** For each stage, before how many others it stands: the widest of all ways there against the widest back. */
function before(stages: readonly Stage[], moves: readonly Moves[]): number[] {
  const at = new Map(stages.map((stage, index) => [stage.name, index]))
  const went = stages.map(() => stages.map(() => 0))
  for (const { from, to, times } of moves) {
    const [a, b] = [at.get(from), at.get(to)]
    if (a !== undefined && b !== undefined) went[a]![b]! += times
  }
  const way = went.map((row, a) => row.map((times, b) => (times > went[b]![a]! ? times : 0)))
  for (const [via] of stages.entries())
    for (const [a] of stages.entries())
      for (const [b] of stages.entries())
        way[a]![b] = Math.max(way[a]![b]!, Math.min(way[a]![via]!, way[via]![b]!))
  return way.map((row, a) => row.filter((width, b) => a !== b && width > way[b]![a]!).length)
}
