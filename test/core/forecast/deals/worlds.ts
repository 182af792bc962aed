import { addDays, addMonths, type Day, lastDayOf, monthOf } from '#core/calendar/index.ts'
import { asOf, type Deal, type Stay } from '#core/forecast/deals/index.ts'
import { seeded } from '#core/stats/index.ts'

export const began: Day = '2025-01-01'
export const today: Day = '2026-12-31'
/** Month ends of the last year that have come due. */
export const cuts = Array.from({ length: 9 }, (_, month) =>
  lastDayOf(monthOf(addMonths('2026-01-15', month))),
)

/**
 * Years of deals until today: each week 6 % of the open ones are won and 4 % lost.
 * @param of.win       chance a week to be won, by week of the world
 * @param of.years     how long it lasted
 * @param of.watched   deals that ended before this day never came into the ledger
 */
export function plainWorld(of: {
  seed: number
  deals: number
  years?: number
  win?: (week: number) => number
  watched?: Day
}): Deal[] {
  const chance = seeded(of.seed)
  const win = of.win ?? (() => 0.06)
  const days = 365 * (of.years ?? 2)
  const first = addDays(today, -days)
  const { watched = first } = of
  const all = Array.from({ length: of.deals }, (_, i): Deal => {
    const at = chance.below(days)
    const created = addDays(first, at)
    let end: { day: Day; won: boolean } | null = null
    for (let week = 0; week < 52 && !end; week++) {
      const draw = chance.uniform()
      const odds = win((at + 7 * week) / 7)
      if (draw < odds + 0.04) end = { day: addDays(created, 7 * week + chance.below(7)), won: draw < odds }
    }
    return {
      id: `d${i}`,
      person: `p${i % 8}`,
      segment: '',
      created,
      known: watched,
      closed: end?.day ?? null,
      won: end?.won ?? null,
      amount: 1000,
      stays: [],
    }
  })
  return asOf(
    all.filter(({ closed }) => closed === null || closed >= watched),
    today,
  )
}

/**
 * Two years of deals that go from Talk to Offer, seen by an export each fortnight from the middle of the first year on;
 * those in Offer are won `lift` times as often and lost half as often as those in Talk.
 */
export function stagedWorld(of: { seed: number; deals: number; lift: number }): Deal[] {
  const chance = seeded(of.seed)
  const all = Array.from({ length: of.deals }, (_, i): Deal => {
    const at = chance.below(730)
    const created = addDays(began, at)
    let end: { day: number; won: boolean } | null = null
    let offer: number | null = null
    for (let age = 0; age < 400 && !end; age += 7) {
      const [win, loss] = offer === null || of.lift === 1 ? [0.02, 0.02] : [0.02 * of.lift, 0.01]
      const draw = chance.uniform()
      if (draw < win + loss) end = { day: age + chance.below(7), won: draw < win }
      else if (offer === null && draw > 0.88) offer = age + 7
    }
    return {
      id: `d${i}`,
      person: `p${i % 8}`,
      segment: '',
      created,
      known: began,
      closed: end && addDays(created, end.day),
      won: end?.won ?? null,
      amount: 1000,
      stays: staysOf({ at, offer, end: end?.day ?? 400 }),
    }
  })
  return asOf(all, today)
}

const firstExport = 182

/** What fortnightly exports tell of it: a stage is dated by the export that first said so. */
function staysOf(of: { at: number; offer: number | null; end: number }): Stay[] {
  const exportAfter = (at: number) => firstExport + 14 * Math.max(0, Math.ceil((at - firstExport) / 14))
  const first = exportAfter(of.at)
  if (first > of.at + of.end) return []
  const stay = (stage: string, from: number, begun: boolean): Stay => ({
    stage,
    from: addDays(began, begun && from === of.at ? from : exportAfter(from)),
    seen: addDays(began, exportAfter(from)),
    begun,
  })
  const begun = of.at > firstExport
  const moved = of.offer === null ? Infinity : of.at + of.offer
  if (exportAfter(moved) === first) return [stay('Offer', first, begun)]
  const talk = stay('Talk', begun ? of.at : first, begun)
  return moved === Infinity || exportAfter(moved) > of.at + of.end
    ? [talk]
    : [talk, stay('Offer', moved, true)]
}
