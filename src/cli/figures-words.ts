import type { catalogue, table } from '#contract/figures.ts'
import type { Output } from '#contract/operation.ts'
import { decimalsOf } from '#core/money/index.ts'
import { aligned } from './aligned.ts'

type Table = Output<typeof table>
/** How each figure is called and written, as the server defines it. */
export type Definitions = ReadonlyMap<string, Output<typeof catalogue>['figures'][number]>
type Shown = { definitions: Definitions; currency: string; locale: string }
type Cell = Table['total']['cells'][string]

/** A table of figures as lines for a terminal; what a figure has no value for says why, below. */
export function tableLines(of: Table, shown: Shown): string[] {
  const { subject, period, comparedTo, figures } = of
  const heads = figures.flatMap(key => [
    nameOf(key, shown),
    ...(comparedTo.before ? ['before'] : []),
    ...(comparedTo.yearBefore ? ['year before'] : []),
  ])
  const row = (label: string, cells: Table['total']['cells']) => [
    label,
    ...figures.flatMap(key => {
      const cell = cells[key]!
      const text = (value: number | null) => valueText(value, key, shown)
      return [
        text(cell.value),
        ...(comparedTo.before ? [text(cell.before)] : []),
        ...(comparedTo.yearBefore ? [text(cell.yearBefore)] : []),
      ]
    }),
  ]
  const rows = [
    ['', ...heads],
    row('All', of.total.cells),
    ...of.rows.map(({ label, cells }) => row(label, cells)),
  ]
  const way = period.incomplete ? `, up to ${period.until}: under way` : ''
  return [
    `${subject.name}, ${period.code} (${period.from} to ${period.to}${way})`,
    aligned(rows, new Set(heads.map((_, at) => at + 1))),
    ...(of.withheld ? [of.withheld] : []),
    ...notes(
      figures.map(key => [key, of.total.cells[key]!]),
      shown,
    ),
  ]
}

function nameOf(key: string, { definitions, currency }: Shown): string {
  const { name, unit } = definitions.get(key)!
  return unit.startsWith('money') ? `${name} (${currency})` : name
}

function valueText(value: number | null, key: string, { definitions, currency, locale }: Shown): string {
  if (value === null) return '–'
  const { unit } = definitions.get(key)!
  if (unit === 'ratio')
    return new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1 }).format(value)
  if (!unit.startsWith('money'))
    return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value)
  const digits = decimalsOf(currency)
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value / 10 ** digits)
}

function notes(cells: readonly (readonly [string, Cell])[], { definitions }: Shown): string[] {
  return cells.flatMap(([key, { none, covered }]) => {
    const { name } = definitions.get(key)!
    return [
      ...(none ? [`${name}: ${none}`] : []),
      ...(covered !== null && covered < 1
        ? [`${name} covers ${Math.floor(covered * 1000) / 10} % of billing.`]
        : []),
    ]
  })
}
