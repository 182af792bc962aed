import { type Day, toNumber } from '#core/calendar/index.ts'
import type { Deal } from './deal.ts'
import { binDays, type Factor, type Hazards } from './hazards.ts'
import { type StageModel, stretches, stretchOf, unbegun } from './stages.ts'
import type { WonBy } from './walk.ts'

/** Weeks of stay are told apart up to the last stretch; one place more is for stays whose beginning nobody saw. */
const longest = stretches.at(-1)!
const places = longest + 2

/**
 * What is won of a deal, period by period, wherever it may go from the stage it stands in: week by week the shares in
 * each stage and week of stay that are won, lost, move on or stay.
 * @returns undefined where its stage was never seen before
 * @see Aalen & Johansen 1978, Scandinavian J. Statistics 5; Andersen & Keiding 2002, Stat. Methods Med. Res. 11
 */
export function walkStages(
  model: StageModel,
  of: { hazards: Hazards; deal: Deal; day: Day; age: number; factor: Factor; ends: readonly number[] },
): WonBy | undefined {
  const stay = of.deal.stays.at(-1)
  const stage = stay ? model.names.indexOf(stay.stage) : -1
  if (!stay || stage < 0) return undefined
  const weeks = Math.floor((toNumber(of.day) + 1 - toNumber(stay.from)) / binDays)
  let share = new Float64Array(model.names.length * places)
  let next = new Float64Array(share.length)
  share[stage * places + (stay.begun ? Math.min(weeks, longest) : places - 1)] = 1
  const wonBy = [0]
  const last = of.hazards.won.length * binDays
  for (let age = of.age; age < last; age += binDays) {
    wonBy.push(wonBy.at(-1)! + step(model, { share, next, ...ratesAt(of.hazards, age, of.factor) }))
    ;[share, next] = [next, share]
  }
  const at = (days: number) => {
    const week = days / binDays
    const before = Math.min(Math.floor(week), wonBy.length - 1)
    const after = Math.min(before + 1, wonBy.length - 1)
    return wonBy[before]! + (week - before) * (wonBy[after]! - wonBy[before]!)
  }
  return { by: Float64Array.from(of.ends, at), ever: wonBy.at(-1)! }
}

/** A week from any day of age on lies in two weeks of the table. */
function ratesAt({ won, lost }: Hazards, age: number, factor: Factor) {
  const bin = Math.floor(age / binDays)
  const later = age / binDays - bin
  const between = (rates: Float64Array) => rates[bin]! * (1 - later) + (rates[bin + 1] ?? 0) * later
  return { won: between(won) * factor.won, lost: between(lost) * factor.lost }
}

/** Plain loops: this runs for every open deal and week. */
function step(
  model: StageModel,
  of: { share: Float64Array; next: Float64Array; won: number; lost: number },
): number {
  const { share, next } = of
  next.fill(0)
  let won = 0
  for (let at = 0; at < share.length; at++) {
    const here = share[at]!
    if (here < 1e-9) continue
    const stage = Math.floor(at / places)
    const week = at % places
    const stretch = week === places - 1 ? unbegun : stretchOf(week)
    const factor = model.factors[stage]![stretch]!
    const moves = model.moves[stage]![stretch]!
    const wins = of.won * factor.won
    let rate = wins + of.lost * factor.lost
    for (let to = 0; to < moves.length; to++) rate += moves[to]!
    const stays = Math.exp(-rate)
    const leaves = rate > 0 ? (here * (1 - stays)) / rate : 0
    won += leaves * wins
    for (let to = 0; to < moves.length; to++) next[to * places]! += leaves * moves[to]!
    next[stage * places + (week < longest ? week + 1 : week)]! += here * stays
  }
  return won
}
