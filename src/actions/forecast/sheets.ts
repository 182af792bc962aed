import type { Context } from '../action.ts'
import type { Cells, Sheet } from '#contract/operation.ts'
import { Failure } from '#core/failure.ts'
import { exponentOf } from '#core/money/index.ts'
import { readCycle } from '#db/forecast/own.ts'
import { recordFor } from './fared.ts'
import { peopleSay } from './saying.ts'
import { publishedOf } from './published.ts'
import type { Subject } from './subject.ts'

type Made = (context: Context, subject: Subject) => Promise<Sheet>

/** What may be taken along of a forecast, in whole currency units as a sheet adds them up. */
export const sheets: Record<'forecast' | 'people' | 'record', Made> = {
  /** Months, sums, the year, quotas and parts under each other. */
  async forecast(context, subject) {
    const { none, forecast } = await publishedOf(context, subject)
    if (!forecast) throw new Failure('not_found', none)
    const { column, amount } = unitsOf(context)
    const amounts = (row: { mean: number; low80: number; high80: number }) =>
      [row.mean, row.low80, row.high80].map(amount)
    const [first] = forecast.months
    const rows: Cells[] = [
      ...forecast.months.map(row => ['Month', row.code, row.from, row.to, ...amounts(row)]),
      ...forecast.sums.map(row => ['Sum', `Next ${row.months} months`, first!.from, row.to, ...amounts(row)]),
      ...(forecast.year ? [['Year', forecast.year.code, null, null, ...amounts(forecast.year)]] : []),
      ...forecast.quotas.flatMap(({ period: { code, from, to }, quota, expected }) => [
        ['Quota', code, from, to, amount(quota), null, null],
        ['Billed by those with a quota', code, from, to, ...amounts(expected)],
      ]),
      ...dealRows(forecast).map(({ cells, net }) => [...cells, amount(net), null, null]),
      ...forecast.trees.flatMap(({ by, parts }) =>
        parts.flatMap(part =>
          part.months.map((row, at) => {
            const { from, to } = forecast.months[at]!
            return [`Part by ${by.replace('_', ' ')}`, part.name, from, to, ...amounts(row)]
          }),
        ),
      ),
    ]
    const money = ['Expected', '80 % from', '80 % to'].map(column)
    return { name: 'Forecast', columns: [text('What', 24), text('Of', 28), ...days, ...money], rows }
  },

  /** What people say themselves of this quarter and the next, and what stands beside it. */
  async people(context, subject) {
    const { column, amount } = unitsOf(context)
    const periods = await peopleSay(context, { subject, cycle: await readCycle(context.db) })
    const rows = periods.flatMap(({ from, to, people }) =>
      people.map(({ name, said, adjusted, model, billed }): Cells => {
        const amounts = [said?.commit, said?.likely, said?.best, adjusted?.amount, model?.mean, billed]
        return [name, from, to, ...amounts.map(amount), adjusted?.reason ?? '', said?.note ?? '']
      }),
    )
    const money = ['Commit', 'Likely', 'Best', 'Manager', 'Model', 'Billed so far'].map(column)
    return {
      name: 'People',
      columns: [text('Who', 28), ...days, ...money, text('Manager’s reason', 40), text('Note', 40)],
      rows,
    }
  },

  /** The next month as it was forecast each time, and what people had said of quarters that are over. */
  async record(context, subject) {
    const { column, amount } = unitsOf(context)
    const { list, people } = await recordFor(context, subject)
    const rows: Cells[] = [
      ...list.map(row => [
        row.replayed ? 'Forecast, made afterwards' : 'Forecast',
        row.origin,
        null,
        row.from,
        row.to,
        ...[row.mean, row.low80, row.high80, null, row.yearBefore, row.actual].map(amount),
      ]),
      ...(people?.list ?? []).map(row => [
        'Own numbers',
        null,
        row.ahead,
        row.from,
        row.to,
        ...[row.likely, row.commit, row.best, row.adjusted, row.naive, row.actual].map(amount),
      ]),
    ]
    const money = ['Expected', 'From', 'To', 'Manager', 'Year before', 'Billed'].map(column)
    const columns = [text('What', 24), text('As of', 12), text('Months still to come', 20), ...days, ...money]
    return { name: 'Record', columns, rows }
  },
}

const partNames = [
  ['series', 'Repeat billing'],
  ['open', 'Open deals'],
  ['notYetSeen', 'Not yet seen'],
] as const

/** What months are made of: what is counted of each part where they are joined, and each as it would be alone. */
function dealRows({ deals, months }: NonNullable<Awaited<ReturnType<typeof publishedOf>>['forecast']>) {
  if (!deals) return []
  const joined = deals.near.joined || deals.far.joined
  return deals.parts.flatMap(({ counted, ...alone }, at) => {
    const { from, to } = months[at]!
    return partNames.flatMap(([key, name]) => [
      ...(joined ? [{ cells: ['Counted', name, from, to], net: counted[key] }] : []),
      { cells: ['Alone', name, from, to], net: alone[key] },
    ])
  })
}

const text = (name: string, width: number) => ({ name, width })
const days = [text('From', 12), text('To', 12)]

function unitsOf({ actor: { currency } }: Context) {
  const exponent = exponentOf(currency) ?? 2
  return {
    column: (name: string) => ({ name: `${name} (${currency})`, format: '#,##0.00', width: 18 }),
    amount: (minor: number | null | undefined) =>
      minor === null || minor === undefined ? null : minor / 10 ** exponent,
  }
}
