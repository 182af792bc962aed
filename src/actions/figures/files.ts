import { calledOf } from '../asked/subject.ts'
import { signedIn } from '#access/permissions.ts'
import { type Context, action } from '../action.ts'
import { tableFile, tableWorkbook } from '#contract/figures.ts'
import { bookOf, type Definitions } from '../asked/book.ts'
import type { Download, Sheet } from '#contract/operation.ts'
import type { Day } from '#core/calendar/index.ts'
import { formatOf, inUnit } from '../asked/columns.ts'
import { type Table, type TableQuery, tableOf } from './table.ts'

export const tableFileAction = action(tableFile, {
  may: signedIn,
  async run(context, { query }) {
    const table = await tableOf(context, query)
    const body = context.house.files.csv(
      sheetOf(table, await definedIn(context, table), context.actor.currency),
    )
    return { name: `${nameOf(table)}.csv`, mediaType: 'text/csv; charset=utf-8', body }
  },
})

export const tableWorkbookAction = action(tableWorkbook, {
  may: signedIn,
  async run(context, { query }): Promise<Download> {
    const table = await tableOf(context, query)
    const { currency } = context.actor
    const definitions = await definedIn(context, table)
    const body = await context.house.files.workbook([
      sheetOf(table, definitions, currency),
      aboutOf(context, { table, definitions, query }),
    ])
    return {
      name: `${nameOf(table)}.xlsx`,
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      body,
    }
  },
})

/** As they were defined at the period's end. */
async function definedIn({ db }: Context, table: Table): Promise<Definitions> {
  return (await bookOf(db)).on(table.period.until as Day)
}

/** One column for a figure, two for what it is compared with, and its covered share where lines lack something. */
function sheetOf(table: Table, definitions: Definitions, currency: string): Sheet {
  const { before, yearBefore } = table.comparedTo
  const columns = table.figures.flatMap(key => {
    const { name, unit, lacks } = definitions.get(key)!
    const format = formatOf(unit, currency)
    const heading = unit.startsWith('money') ? `${name} (${currency})` : name
    return [
      { name: heading, format },
      ...(before ? [{ name: `${name}, period before`, format }] : []),
      ...(yearBefore ? [{ name: `${name}, year before`, format }] : []),
      ...(lacks ? [{ name: `${name}, covered`, format: '0.0%' }] : []),
    ]
  })
  const row = (label: string, cells: Table['total']['cells']) => [
    label,
    table.period.code,
    table.period.until,
    ...table.figures.flatMap(key => {
      const { unit, lacks } = definitions.get(key)!
      const cell = cells[key]!
      const shown = (value: number | null) => (value === null ? null : inUnit(value, unit, currency))
      return [
        shown(cell.value),
        ...(before ? [shown(cell.before)] : []),
        ...(yearBefore ? [shown(cell.yearBefore)] : []),
        ...(lacks ? [cell.covered ?? (cell.value === null ? null : 1)] : []),
      ]
    }),
  ]
  return {
    name: calledOf(table.subject),
    columns: [{ name: 'Part', width: 32 }, { name: 'Period' }, { name: 'As of' }, ...columns],
    rows: [row('All', table.total.cells), ...table.rows.map(({ label, cells }) => row(label, cells))],
  }
}

/** Whose, when, as of which day, and how each figure is defined. */
function aboutOf(
  { actor }: Context,
  of: { table: Table; definitions: Definitions; query: TableQuery },
): Sheet {
  const { table, definitions, query } = of
  const { period, comparedTo } = table
  const days = (p: Table['comparedTo']['before']) =>
    p ? `${p.code}: ${p.from} to ${p.until}` : 'not known to the ledger'
  const facts: [string, string][] = [
    ['Subject', calledOf(table.subject)],
    ['Period', `${period.code}: ${period.from} to ${period.to}`],
    ['As of', `${period.until}${period.incomplete ? ', the period is under way' : ''}`],
    ['Period before', days(comparedTo.before)],
    ['Year before', days(comparedTo.yearBefore)],
    ['Broken down by', query.by],
    ['Currency', actor.currency],
    ...(table.withheld ? [['Not shown', table.withheld] satisfies [string, string]] : []),
  ]
  const meanings = table.figures.map(key => {
    const { name, meaning, inWords, owner } = definitions.get(key)!
    return [name, meaning, inWords, owner]
  })
  return {
    name: 'About',
    columns: [
      { name: 'About these figures', width: 28 },
      { name: 'Meaning', width: 70 },
      { name: 'Formula', width: 70 },
      { name: 'Owner' },
    ],
    rows: [...facts.map(([name, value]) => [name, value, null, null]), ...meanings],
  }
}

function nameOf(table: Table): string {
  return `${calledOf(table.subject)} ${table.period.code} ${table.period.until}`.replaceAll(
    /[^\p{L}\p{N} .-]/gu,
    '',
  )
}
