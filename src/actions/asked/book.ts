import type { Day } from '#core/calendar/index.ts'
import {
  catalogue,
  type FigureDefinition,
  figureKeys,
  kindFigure,
  measuresOf,
  ownDefinition,
  type Reason,
  unknownWork,
  type WorkKnown,
} from '#core/figures/index.ts'
import { type MadeFigure, ownFigures } from '#db/figures/own.ts'
import { workKnown } from '#db/figures/work.ts'
import type { Db } from '#db/scope.ts'

export type Definitions = ReadonlyMap<string, FigureDefinition>

/** Every figure there is here: the catalogue's, one for each kind of activity, and the organisation's own. */
export type Book = {
  readonly known: WorkKnown
  readonly own: readonly MadeFigure[]
  /** As they were defined on a day. */
  readonly on: (day: Day) => Definitions
}

export async function bookOf(db: Db): Promise<Book> {
  const known = await workKnown(db)
  const own = await ownFigures(db)
  const always = new Map<string, FigureDefinition>(
    [...figureKeys.map(key => catalogue[key]), ...known.kinds.map(kindFigure)].map(one => [one.key, one]),
  )
  return { known, own, on }

  /** Counts first: a ratio may be made of them. */
  function on(day: Day): Definitions {
    const all = new Map(always)
    for (const ratios of [false, true]) {
      for (const figure of own) {
        if ((figure.versions[0]!.definition.formula.is === 'ratio') !== ratios) continue
        const defined = ownDefinition(figure, day, key => all.get(key))
        if (defined) all.set(defined.key, defined)
      }
    }
    return all
  }
}

/** Why a figure has nothing to show at all yet; undefined where it has. */
export function emptyFor(figure: FigureDefinition, known: WorkKnown): Reason | undefined {
  for (const measure of measuresOf([figure])) {
    const why = unknownWork(measure, known, '9999-12-31' as Day)
    if (why) return why
  }
  return undefined
}
