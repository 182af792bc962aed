import type { FigureDefinition, Formula } from './definition.ts'
import type { SumKey } from './sums.ts'

/** Which sums of billing and quotas a figure stands on: who loads facts need load no others. */
export function sumsUsed({ formula, needs, lacks }: FigureDefinition): ReadonlySet<SumKey> {
  const used = new Set<SumKey>()
  if (needs) used.add(needs.sum)
  if (lacks) used.add(lacks.covered)
  const walk = (part: Formula): void => {
    if ('sum' in part) used.add(part.sum)
    else if ('paced' in part) walk(part.paced)
    else if ('minus' in part) part.minus.forEach(walk)
    else if ('plus' in part) part.plus.forEach(walk)
    else if ('over' in part) part.over.forEach(walk)
  }
  walk(formula)
  return used
}
