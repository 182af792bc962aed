import { type Day, toNumber } from '#core/calendar/index.ts'
import { ageOf, type Deal } from './deal.ts'
import { binDays, type Factor, type Hazards } from './hazards.ts'

/** What may become of one open deal. */
export type Chances = {
  /** Chance of being won in each of the periods. */
  readonly won: Float64Array
  /** Chance of ever being won, after the last period too. */
  readonly ever: number
  /** Older than any deal that ever closed: nothing can be learnt for it, and it counts for nothing. */
  readonly stale: boolean
}

/**
 * When an open deal is won, period by period.
 * @param of.day   up to which the deal is known
 * @param of.ends  last day of each period, ascending, all after `day`
 */
export function chances(hazards: Hazards, deal: Deal, of: { day: Day; ends: readonly Day[] }): Chances {
  const today = toNumber(of.day)
  const ends = of.ends.map(end => toNumber(end) - today)
  const age = ageOf(deal, of.day)
  if (age >= hazards.oldest) return { won: new Float64Array(ends.length), ever: 0, stale: true }
  const factor = factorOf(hazards, deal)
  return { ...walk(hazards, { age, factor, ends }), stale: false }
}

/** The same for a deal that begins `from` days from now (0 or more). */
export function chancesOfNew(
  hazards: Hazards,
  deal: Pick<Deal, 'segment' | 'person'>,
  of: { from: number; ends: readonly number[] },
): Float64Array {
  const factor = factorOf(hazards, { ...deal, stage: null })
  return walk(hazards, { age: -of.from, factor, ends: of.ends }).won
}

function factorOf({ factors }: Hazards, deal: Pick<Deal, 'segment' | 'stage' | 'person'>): Factor {
  const own = [`segment ${deal.segment}`, `stage ${deal.stage}`, `person ${deal.person}`]
  return own.reduce(
    (all, name) => {
      const factor = factors.get(name)
      return factor ? { won: all.won * factor.won, lost: all.lost * factor.lost } : all
    },
    { won: 1, lost: 1 },
  )
}

function walk(hazards: Hazards, of: { age: number; factor: Factor; ends: readonly number[] }) {
  const won = new Float64Array(of.ends.length)
  let open = 1
  let ever = 0
  let period = 0
  for (let bin = Math.max(0, Math.floor(of.age / binDays)); bin < hazards.won.length; bin++) {
    const wins = hazards.won[bin]! * of.factor.won
    const losses = hazards.lost[bin]! * of.factor.lost
    // hazards with their factors stay chances: together one at most
    const scale = Math.max(1, wins + losses)
    const middle = Math.max(1, bin * binDays + binDays / 2 - of.age)
    while (period < of.ends.length && middle > of.ends[period]!) period++
    const here = (open * wins) / scale
    ever += here
    if (period < of.ends.length) won[period]! += here
    open *= 1 - (wins + losses) / scale
  }
  return { won, ever }
}
