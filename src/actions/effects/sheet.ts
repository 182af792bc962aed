import type { behindIntervention } from '#contract/effects.ts'
import type { Cells, Output, Sheet } from '#contract/operation.ts'
import { catalogue, type FigureKey } from '#core/figures/index.ts'
import type { InterventionRow } from '#db/effects/interventions.ts'
import { countColumn, formatOf, inUnit, textColumn } from '../asked/columns.ts'
import type { Answer } from './answer.ts'

type Estimate = { estimate: number; low: number; high: number; p: number }

const day = (name: string) => ({ name, format: 'yyyy-mm-dd' })
const share = { format: '+0.0%;-0.0%;0.0%' }

const figureName = ({ figure }: InterventionRow) => catalogue[figure as FigureKey]?.name ?? figure

const kinds = {
  training: 'Training',
  price: 'Price change',
  process: 'New process',
  crm_use: 'Use of the CRM',
} as const

/** Everything that was done, of what the reader knows; people are those whom they see. */
export function listSheet(all: readonly InterventionRow[]): Sheet {
  return {
    name: 'What was done',
    columns: [
      textColumn('What', 32),
      textColumn('Kind'),
      textColumn('Meant to move'),
      day('From'),
      countColumn('People whom you see'),
    ],
    rows: all.map(one => [
      one.name,
      kinds[one.kind],
      figureName(one),
      one.people[0]?.from ?? null,
      one.people.length,
    ]),
  }
}

/** What the effect is made of: of each person whom the reader sees, before and since. */
export function peopleSheet(
  of: InterventionRow,
  { people, currency }: { people: Output<typeof behindIntervention>['people']; currency: string },
): Sheet {
  const { unit } = catalogue[of.figure as FigureKey]
  const amount = (name: string) => ({
    name: unit.startsWith('money') ? `${name} (${currency})` : name,
    format: formatOf(unit, currency),
    width: 20,
  })
  return {
    name: 'Person by person',
    columns: [
      textColumn('Person', 28),
      textColumn('Reached in the month from'),
      ...['Usual a month', 'Month before', 'Since, a month'].map(amount),
      { name: 'Change, of usual', ...share },
      textColumn('Left out'),
    ],
    rows: people.map(({ name, reached, monthsSince, leftOut, usual, before, since, change }) => [
      name,
      reached ? monthsSince.from : 'not reached',
      ...(leftOut
        ? [null, null, null, null, leftOut === 'newcomer' ? 'a newcomer' : 'a month without a value']
        : [...[usual, before, since].map(value => inUnit(value, unit, currency)), change, null]),
    ]),
  }
}

export function reachedSheet({ people }: InterventionRow): Sheet {
  return {
    name: 'Whom it reached',
    columns: [textColumn('Person', 28), day('From')],
    rows: people.map(({ name, from }) => [name, from]),
  }
}

/** Whole, then by months since it began; without an answer one row that says why. */
export function estimateSheet(of: InterventionRow, answer: Answer | null): Sheet {
  const about = [of.name, figureName(of)]
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
