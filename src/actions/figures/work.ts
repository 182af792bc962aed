import {
  type FigureDefinition,
  measuresOf,
  noWork,
  type Reason,
  unknownWork,
  type WorkKnown,
  type WorkSum,
  type WorkSums,
} from '#core/figures/index.ts'
import type { Breakdown } from '#db/figures/sums.ts'
import type { Narrowed, Whose } from '#db/figures/whose.ts'
import { workSums } from '#db/figures/work.ts'
import type { Db } from '#db/scope.ts'
import type { Span } from './facts.ts'

/** What deals and activities come to in each span: by key of the break-down, and what is so where nothing happened. */
export type WorkFacts = { readonly byKey: Map<string, WorkSums>; readonly otherwise: WorkSums }[]

export async function workFacts(
  db: Db,
  of: {
    figures: readonly FigureDefinition[]
    known: WorkKnown
    spans: readonly Span[]
    whose: Whose
    by: Breakdown
    narrowed: Narrowed
    root: string | null
    /** Of a team above oneself what is not told is not nothing. */
    untold: boolean
  },
): Promise<WorkFacts> {
  const { figures, known, spans, untold, ...question } = of
  const measures = measuresOf(figures)
  const facts = spans.map(span => {
    const otherwise: Record<string, WorkSum | { none: Reason }> = {}
    for (const measure of measures) {
      // what is compared with must be known whole, or a beginning would look like growth
      const why = unknownWork(measure, known, span.compared ? span.range.from : span.range.to)
      otherwise[measure.id] = why ? { none: why } : untold ? { none: 'too_few_people' } : noWork
    }
    return { byKey: new Map<string, WorkSums>(), otherwise }
  })
  const rows = await workSums(db, { ...question, ranges: spans.map(({ range }) => range), measures })
  for (const { range, key, measure, ...sum } of rows) {
    const at = facts[range]!
    const before = at.otherwise[measure]
    if (before && 'none' in before && before.none !== 'too_few_people') continue
    at.byKey.set(key, { ...(at.byKey.get(key) ?? at.otherwise), [measure]: sum })
  }
  return facts
}
