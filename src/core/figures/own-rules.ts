import type { FigureDefinition } from './definition.ts'
import type { OwnDefinition, OwnFormula } from './own.ts'
import type { DealFilter } from './work.ts'

/** What an organisation has to make figures from. */
export type OwnIngredients = {
  readonly kinds: readonly string[]
  readonly stages: readonly string[]
  readonly figures: ReadonlyMap<string, FigureDefinition>
  /** Names of the other own figures. */
  readonly names: readonly string[]
}

/** Whether a figure may stand above or below the line of a ratio: it must add up itself, or count things once. */
export function addsUp({ kind, unit }: FigureDefinition): boolean {
  return kind === 'adds' || (kind === 'distinct' && unit === 'count')
}

/**
 * What is wrong with an own figure, in sentences by field; empty where nothing is.
 * @param before  the formula it had, if it had one: its kind may not change, or old periods would mean something else
 */
export function faultsOf(
  { name, formula, goodWay }: OwnDefinition,
  has: OwnIngredients,
  before?: OwnFormula,
): Record<string, string> {
  const faults: Record<string, string> = {}
  const taken = [...has.names, ...[...has.figures.values()].filter(({ own }) => !own).map(f => f.name)]
  if (folded(name) === '') faults['name'] = 'Nobody could read this name. Choose one of letters or digits.'
  else if (taken.some(other => folded(other) === folded(name)))
    faults['name'] = `There is a figure called ${name} already. Choose another name.`
  if (before && before.is !== formula.is)
    faults['formula'] = 'A figure keeps what it is made of. Retire this one and define another.'
  const fault = formulaFault(formula, has)
  if (fault) faults['formula'] = fault
  if (formula.is === 'ratio' && formula.upper === formula.lower && !fault)
    faults['formula'] = 'A figure over itself is always one. Choose two.'
  if (goodWay === 'none' && formula.is !== 'ratio')
    faults['goodWay'] = 'Say whether more or less of it is better: something counted has a good way.'
  return faults
}

/** As a reader takes it: capitals, an é of one character or of two, and what is not seen at all make no other name. */
const folded = (name: string) =>
  name
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .toLowerCase()

function formulaFault(formula: OwnFormula, { kinds, stages, figures }: OwnIngredients): string | undefined {
  switch (formula.is) {
    case 'activities': {
      const unknown = formula.kinds.filter(kind => !kinds.includes(kind))
      if (formula.kinds.length === 0) return 'Choose at least one kind of activity.'
      return unknown.length > 0
        ? `No activity of the kind ${unknown.join(', ')} is imported. There are ${kinds.join(', ') || 'none'}.`
        : undefined
    }
    case 'entered':
      return stages.includes(formula.stage)
        ? whereFault(formula.where)
        : `There is no stage called ${formula.stage}. There are ${stages.join(', ') || 'none'}.`
    case 'deals':
      return formula.outcome !== 'lost' && formula.where.lossReason !== undefined
        ? 'Only lost deals have a reason for the loss.'
        : whereFault(formula.where)
    case 'ratio': {
      for (const key of [formula.upper, formula.lower]) {
        const figure = figures.get(key)
        if (!figure) return `There is no figure called ${key}.`
        if (!addsUp(figure)) return `${figure.name} does not add up, so it can be no part of a ratio.`
      }
      const [above, below] = [figures.get(formula.upper)!, figures.get(formula.lower)!]
      return above.unit === 'count' && below.unit === 'money'
        ? 'A count over money is too small to read. Turn the two round.'
        : undefined
    }
  }
}

function whereFault({ least }: DealFilter): string | undefined {
  return least !== undefined && least <= 0 ? 'The least amount is above zero, or left out.' : undefined
}
