import { type Interval, type Median, medianLasting, wilson } from '#core/stats/index.ts'
import { type End, type Exports, stay, type Trail, type Visit, visitsOf } from './visits.ts'

/** Moves from one stage, and of how many deals: one may go the same way twice. */
export type Flow = { readonly to: string; readonly moves: number; readonly deals: number }

export type StageOnMap = {
  readonly name: string
  /** Stays in it, of how many deals, and how many of the stays began before anybody looked. */
  readonly entered: number
  readonly deals: number
  readonly unseenBeginnings: number
  readonly started: number
  readonly reopened: number
  /** entered = on + back + won + lost + gone + open. */
  readonly on: readonly Flow[]
  readonly back: readonly Flow[]
  readonly won: number
  readonly lost: number
  readonly gone: number
  readonly open: number
  /** Of those that left it: the share that went on or was won; null where none left. */
  readonly conversion: Interval | null
  /** Days until it was left, those still there counted as far as they were seen. */
  readonly wait: Median
  /** Most frequent first. */
  readonly lossReasons: readonly { readonly reason: string | null; readonly deals: number }[]
}

export type Travelled = { readonly trail: Trail; readonly visits: readonly Visit[] }

export const travelled = (trails: readonly Trail[], exports: Exports): Travelled[] =>
  trails.map(trail => ({ trail, visits: visitsOf(trail, exports) }))

/**
 * How deals went from stage to stage: how many entered each, where they went from it and how long they waited there.
 * @param stages  names of the open stages in their order; one that nobody placed comes after them
 * @see Wilson 1927, J. Am. Stat. Assoc. 22 (conversion); Kaplan & Meier 1958, Brookmeyer & Crowley 1982 (waiting):
 *      stays that began unseen are left out of the waiting, for nobody knows how long they had lasted
 */
export function stagesOnMap(deals: readonly Travelled[], stages: readonly string[]): StageOnMap[] {
  const stays = deals.flatMap(({ trail, visits }) => visits.map(visit => ({ trail, visit })))
  const byStage = Map.groupBy(stays, ({ visit }) => visit.stage)
  const order = [...new Set([...stages, ...byStage.keys()])]
  const place = new Map(order.map((name, at) => [name, at]))
  return order
    .filter(name => byStage.has(name))
    .map(name => onMap(name, byStage.get(name)!, to => place.get(to) ?? order.length))
}

/** Whether a move leads to an earlier stage. */
export function goesBack(visit: Visit, stages: readonly string[]): boolean {
  if (typeof visit.to === 'string') return false
  const [from, to] = [stages.indexOf(visit.stage), stages.indexOf(visit.to.stage)]
  return from >= 0 && to >= 0 && to < from
}

type Stay = { readonly trail: Trail; readonly visit: Visit }

function onMap(name: string, stays: readonly Stay[], place: (stage: string) => number): StageOnMap {
  const visits = stays.map(({ visit }) => visit)
  const ends = (end: End | 'open') => visits.filter(({ to }) => to === end).length
  const moves = flows(stays)
  const on = moves.filter(({ to }) => place(to) > place(name))
  const back = moves.filter(({ to }) => place(to) < place(name))
  const [won, lost] = [ends('won'), ends('lost')]
  const count = (of: readonly Flow[]) => of.reduce((sum, flow) => sum + flow.moves, 0)
  const conversion = wilson(count(on) + won, count(moves) + won + lost)
  return {
    name,
    entered: visits.length,
    deals: new Set(stays.map(({ trail }) => trail)).size,
    unseenBeginnings: visits.filter(({ began }) => began === null).length,
    started: visits.filter(({ from }) => from === 'start').length,
    reopened: visits.filter(({ from }) => from === 'reopened').length,
    on,
    back,
    won,
    lost,
    gone: ends('gone'),
    open: ends('open'),
    conversion: 'none' in conversion ? null : conversion,
    wait: medianLasting(visits.flatMap(visit => stay(visit) ?? [])),
    lossReasons: reasons(stays.filter(({ visit }) => visit.to === 'lost').map(({ trail }) => trail)),
  }
}

/** Most travelled first. */
function flows(stays: readonly Stay[]): Flow[] {
  const moved = stays.flatMap(({ trail, visit }) =>
    typeof visit.to === 'string' ? [] : [{ trail, to: visit.to.stage }],
  )
  return [...Map.groupBy(moved, ({ to }) => to)]
    .map(([to, own]) => ({ to, moves: own.length, deals: new Set(own.map(({ trail }) => trail)).size }))
    .toSorted((a, b) => b.moves - a.moves || (a.to < b.to ? -1 : 1))
}

function reasons(lost: readonly Trail[]): StageOnMap['lossReasons'] {
  return [...Map.groupBy(lost, ({ lossReason }) => lossReason)]
    .map(([reason, own]) => ({ reason, deals: own.length }))
    .toSorted((a, b) => Number(a.reason === null) - Number(b.reason === null) || b.deals - a.deals)
}
