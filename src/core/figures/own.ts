import { addDays, type Day } from '#core/calendar/index.ts'
import type { FigureDefinition, Formula, Way } from './definition.ts'
import type { DealFilter, Measure } from './work.ts'
import { waysOfActivities, waysOfDeals } from './work-catalogue.ts'

/** What an organisation may make a figure of its own from. */
export type OwnFormula =
  | { readonly is: 'activities'; readonly kinds: readonly string[] }
  | { readonly is: 'entered'; readonly stage: string; readonly where: DealFilter }
  | {
      readonly is: 'deals'
      readonly outcome: 'created' | 'won' | 'lost'
      readonly where: DealFilter
    }
  /** Of two figures that add up; `as` a share of one, or a plain number. */
  | { readonly is: 'ratio'; readonly upper: string; readonly lower: string; readonly as: 'share' | 'number' }

export type OwnDefinition = {
  readonly name: string
  readonly meaning: string
  readonly owner: string
  readonly goodWay: FigureDefinition['goodWay']
  readonly timing: FigureDefinition['timing']
  readonly formula: OwnFormula
}

/** A version holds from its day on, until a later one that holds by then; `retired` ends the figure on that day. */
export type OwnVersion = {
  readonly version: number
  readonly from: Day
  readonly retired: boolean
  readonly definition: OwnDefinition
}

export type OwnFigure = { readonly id: string; readonly versions: readonly OwnVersion[] }
type Lookup = (key: string) => FigureDefinition | undefined

export const ownKey = (id: string) => `own:${id}`

/**
 * The figure as it was defined on a day. Counts follow the definition of each day, so that a period in which it was
 * changed still adds up from its days; a ratio is told by the definition of the day asked for.
 * @param lookup  the figures that a ratio may be made of
 * @returns undefined before it was defined and once it is retired
 */
export function ownDefinition(figure: OwnFigure, on: Day, lookup: Lookup): FigureDefinition | undefined {
  const pieces = piecesOf(figure.versions)
  const now = pieces.find(({ from, to }) => from <= on && on <= to)?.version
  if (!now || now.retired) return undefined
  const { formula, ...words } = now.definition
  const shared = {
    ...words,
    key: ownKey(figure.id),
    inWords: inWords(formula, lookup),
    own: { id: figure.id, version: now.version, from: now.from },
  }
  if (formula.is === 'ratio') return ratioOf(formula, shared, lookup)
  const measures = pieces.flatMap(({ from, to, version }): Measure[] =>
    version.retired || version.definition.formula.is === 'ratio'
      ? []
      : [{ ...measureOf(figure.id, version.definition.formula), from, to }],
  )
  return {
    ...shared,
    formula: { work: ownKey(figure.id), take: 'things' },
    unit: 'count',
    kind: 'distinct',
    ways: formula.is === 'activities' ? waysOfActivities : waysOfDeals,
    measures,
  }
}

/**
 * What held from a version's day on before it was made; undefined where that was one thing and then another: the
 * version reached back over an earlier change, and no single one restores what was.
 */
export function heldBefore(versions: readonly OwnVersion[], taken: OwnVersion): OwnVersion | undefined {
  const earlier = versions.filter(({ version }) => version < taken.version)
  const [held, ...later] = piecesOf(earlier).filter(({ to }) => to >= taken.from)
  return later.length === 0 ? held?.version : undefined
}

/** What it is called today and by what is decided for later: names that nothing else may have. */
export function namesFrom(figure: OwnFigure, today: Day): string[] {
  return piecesOf(figure.versions)
    .filter(({ to, version }) => to >= today && !version.retired)
    .map(({ version }) => version.definition.name)
}

/** The days from one change to the next, each with the version that holds: the highest of those begun by then. */
function piecesOf(versions: readonly OwnVersion[]): { from: Day; to: Day; version: OwnVersion }[] {
  const starts = [...new Set(versions.map(({ from }) => from))].toSorted()
  return starts.map((from, n) => {
    const next = starts[n + 1]
    const held = versions.filter(version => version.from <= from)
    return {
      from,
      to: next ? addDays(next, -1) : ('9999-12-31' as Day),
      version: held.reduce((last, version) => (version.version > last.version ? version : last)),
    }
  })
}

function measureOf(id: string, formula: Exclude<OwnFormula, { is: 'ratio' }>): Measure {
  switch (formula.is) {
    case 'activities':
      return { id: ownKey(id), event: 'activity', kinds: formula.kinds }
    case 'entered':
      return { id: ownKey(id), event: 'entered', stage: formula.stage, ...formula.where }
    case 'deals':
      return { id: ownKey(id), event: formula.outcome, ...formula.where }
  }
}

function ratioOf(
  { upper, lower, as }: Extract<OwnFormula, { is: 'ratio' }>,
  words: Omit<FigureDefinition, 'formula' | 'unit' | 'kind'>,
  lookup: Lookup,
): FigureDefinition | undefined {
  const [above, below] = [lookup(upper), lookup(lower)]
  // a kind of activity that an undo took out again, or a figure that was retired since
  if (!above || !below) return undefined
  const formula: Formula = { over: [above.formula, below.formula], without: 'nothing_below' }
  const lacks = above.lacks ?? below.lacks
  const needs = above.needs ?? below.needs
  const ways = both(above.ways, below.ways)
  return {
    ...words,
    formula,
    unit:
      above.unit === 'money' && below.unit === 'count' ? 'money_per' : as === 'share' ? 'ratio' : 'number',
    kind: 'ratio',
    ...(lacks && { lacks }),
    ...(needs && { needs }),
    ...(ways && { ways }),
    measures: measuresOf([above, below]),
  }
}

function both(a: readonly Way[] | undefined, b: readonly Way[] | undefined): readonly Way[] | undefined {
  return a && b ? a.filter(way => b.includes(way)) : (a ?? b)
}

/** What several figures count, each measure once. */
export function measuresOf(figures: Iterable<FigureDefinition>): readonly Measure[] {
  const all = [...figures].flatMap(({ measures }) => measures ?? [])
  return [...new Map(all.map(measure => [`${measure.id} ${measure.from ?? ''}`, measure])).values()]
}

function inWords(formula: OwnFormula, lookup: Lookup): string {
  const name = (key: string) => lookup(key)?.name ?? key
  switch (formula.is) {
    case 'activities':
      return `Activities of the kinds ${formula.kinds.join(', ')}, on the day they were done.`
    case 'entered':
      return `Distinct opportunities${where(formula.where)} by the day of the export in which they were first seen in the stage ${formula.stage}. Those that stood there in the first export of all are left out.`
    case 'deals':
      return `Distinct opportunities ${formula.outcome}${where(formula.where)}, by the day they ${formula.outcome === 'created' ? 'were created' : 'closed'}.`
    case 'ratio':
      return `${name(formula.upper)} over ${name(formula.lower)}.`
  }
}

function where({ productLine, origin, lossReason, competitor, least }: DealFilter): string {
  const parts = [
    productLine && `with a product of ${productLine}`,
    origin && `that came from ${origin}`,
    lossReason && `lost for ${lossReason}`,
    competitor && `against ${competitor}`,
    least !== undefined && 'worth the least amount or more',
  ].filter(part => typeof part === 'string' && part !== '')
  return parts.length === 0 ? '' : ` ${parts.join(' and ')}`
}
