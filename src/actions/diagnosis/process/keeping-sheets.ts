import type { accountLives } from '#contract/diagnosis/process.ts'
import type { Cells, Output, Sheet } from '#contract/operation.ts'
import { countColumn, interval, shareColumn, textColumn } from '../../asked/columns.ts'

type Lives = Output<typeof accountLives>

const sizes = { all: 'All', large: 'Largest third', middle: 'Middle third', small: 'Smallest third' } as const

const number = (name: string) => ({ name, format: '0.0', width: 18 })

/** How many accounts stay, how long they wait, and what was done for them; whole, and by size. */
export function keepingSheet({ keeping }: Pick<Lives, 'keeping'>): Sheet {
  return {
    name: 'Keeping one buying',
    columns: [
      textColumn('Accounts by size'),
      countColumn('Accounts'),
      ...['Still buying', 'from (95 %)', 'to (95 %)'].map(shareColumn),
      ...['Days from order to order', 'from (95 %)', 'to (95 %)'].map(number),
      ...['Waits', 'of them ended'].map(countColumn),
      ...['Activities a year on one kept', 'on one lost, before'].map(number),
      ...['Kept: touched in two years', 'Lost: touched in two years'].map(shareColumn),
    ],
    rows: keeping.map(({ size, accounts, kept, wait, effort }) => [
      sizes[size],
      accounts,
      ...interval(kept),
      wait.median,
      wait.low,
      wait.high,
      wait.of,
      wait.ended,
      effort?.kept.before ?? null,
      effort?.lost.before ?? null,
      effort?.kept.touched?.estimate ?? null,
      effort?.lost.touched?.estimate ?? null,
    ]),
  }
}

/** By kind, a year on one account: in the year in which all of them bought and in the year since. */
export function activitiesSheet({ keeping }: Lives): Sheet {
  const effort = keeping[0]?.effort
  const { kept, lost } = { kept: effort?.kept.kinds ?? [], lost: effort?.lost.kinds ?? [] }
  const names = [...new Set([...kept, ...lost].map(({ kind }) => kind))]
  const of = (side: typeof kept, name: string) => {
    const found = side.find(({ kind }) => kind === name)
    return [found?.before ?? 0, found?.since ?? 0]
  }
  return {
    name: 'Activities by kind',
    columns: [
      textColumn('A year on one account'),
      ...['Kept, year before', 'Kept, since', 'Lost, year before', 'Lost, since'].map(number),
    ],
    rows: names.map((kind): Cells => [kind, ...of(kept, kind), ...of(lost, kind)]),
  }
}

export function activitiesByPeriodSheet({ periods }: Lives): Sheet {
  return {
    name: 'Activities by period',
    columns: [textColumn('Period'), ...['Activities', 'Active accounts'].map(countColumn), number('On one')],
    rows: periods.flatMap(({ code, active, activities }): Cells[] =>
      activities === null || active === 0 ? [] : [[code, activities, active, activities / active]],
    ),
  }
}
