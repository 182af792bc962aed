import type { Cells, Sheet } from '#contract/operation.ts'
import { catalogue, type FigureKey } from '#core/figures/index.ts'
import type { InterventionRow } from '#db/effects/interventions.ts'
import type { Answer } from './answer.ts'

type Estimate = { estimate: number; low: number; high: number; p: number }

/** Whole, then by months since it began; without an answer one row that says why. */
export function estimateSheet(of: InterventionRow, answer: Answer | null): Sheet {
  const share = { format: '+0.0%;-0.0%;0.0%' }
  const about = [of.name, catalogue[of.figure as FigureKey]?.name ?? of.figure]
  const row = (months: string | number, { estimate, low, high, p }: Estimate): Cells => [
    ...about,
    months,
    estimate,
    low,
    high,
    p,
    null,
  ]
  const none = (why: string): Cells[] => [[...about, null, null, null, null, null, why]]
  return {
    name: 'Effect',
    columns: [
      { name: 'What was done', width: 32 },
      { name: 'Meant to move', width: 20 },
      { name: 'Months since it began', width: 20 },
      { name: 'Change, of what was usual', ...share },
      { name: 'From (95 %)', ...share },
      { name: 'To (95 %)', ...share },
      { name: 'Chance of it without an effect', format: '0.000' },
      { name: 'Why there is none', width: 24 },
    ],
    rows:
      answer === null
        ? none('being worked out')
        : answer.is === 'none'
          ? none(answer.why.replaceAll('_', ' '))
          : [
              row('all since', answer.overall),
              ...answer.since.map(each => row(each.since, each)),
              ...(answer.before?.drift ? [row('before, a month', answer.before.drift)] : []),
            ],
  }
}
