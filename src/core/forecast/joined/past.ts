import type { Day, Period } from '#core/calendar/index.ts'
import type { Billed } from '../house/facts.ts'
import type { PartsAndActual, PastParts } from './earn.ts'

/** A month of a published forecast with its parts, of the company or of one person. */
export type PublishedPart = {
  readonly origin: Day
  /** null is the company. */
  readonly person: string | null
  readonly from: Day
  readonly to: Day
  readonly ahead: number
  readonly series: number
  readonly open: number
  readonly notYetSeen: number
}

/** Published parts beside what was billed, as far as the months were over by the forecast that learns from them. */
export function pastParts(
  parts: readonly PublishedPart[],
  of: { known: readonly Period[]; billed: ReadonlyMap<string, Billed> },
): PastParts[] {
  const place = new Map(of.known.map(({ from, to }, at) => [`${from} ${to}`, at]))
  const all = of.known.map((_, at) =>
    [...of.billed.values()].reduce((sum, { months }) => sum + months[at]!, 0),
  )
  const cuts = Map.groupBy(parts, ({ origin }) => origin)
  return [...cuts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([origin, own]) => ({
      origin,
      months: [...Map.groupBy(own, ({ ahead }) => ahead)].flatMap(([ahead, rows]) => {
        const at = place.get(`${rows[0]!.from} ${rows[0]!.to}`)
        const whole = rows.find(({ person }) => person === null)
        if (at === undefined || !whole) return []
        const beside = (row: PublishedPart): PartsAndActual => ({
          series: row.series,
          open: row.open,
          notYetSeen: row.notYetSeen,
          actual: row.person === null ? all[at]! : (of.billed.get(row.person)?.months[at] ?? 0),
        })
        const people = rows.filter(({ person }) => person !== null).map(beside)
        return [{ to: rows[0]!.to, ahead, whole: beside(whole), people }]
      }),
    }))
}
