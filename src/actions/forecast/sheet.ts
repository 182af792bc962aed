import type { Cells, Sheet } from '#contract/operation.ts'
import { exponentOf } from '#core/money/index.ts'
import type { publishedOf } from './published.ts'

type Forecast = NonNullable<Awaited<ReturnType<typeof publishedOf>>['forecast']>

/** Months, sums and parts under each other, in whole currency units as a sheet adds them up. */
export function sheetOf(forecast: Forecast, currency: string): Sheet {
  const exponent = exponentOf(currency) ?? 2
  const major = (amount: number) => amount / 10 ** exponent
  const amounts = (row: { mean: number; low80: number; high80: number }) =>
    [row.mean, row.low80, row.high80].map(major)
  const rows: Cells[] = [
    ...forecast.months.map(row => ['Month', row.code, row.from, row.to, ...amounts(row)]),
    ...forecast.sums.map(row => [
      'Sum',
      `Next ${row.months} months`,
      forecast.months[0]!.from,
      row.to,
      ...amounts(row),
    ]),
    ...forecast.trees.flatMap(({ by, parts }) =>
      parts.flatMap(part =>
        part.months.map((row, at) => {
          const month = forecast.months[at]!
          return [`Part by ${by.replace('_', ' ')}`, part.name, month.from, month.to, ...amounts(row)]
        }),
      ),
    ),
  ]
  const money = (name: string) => ({ name: `${name} (${currency})`, format: '#,##0.00', width: 18 })
  return {
    name: 'Forecast',
    columns: [
      { name: 'What', width: 24 },
      { name: 'Of', width: 28 },
      { name: 'From', width: 12 },
      { name: 'To', width: 12 },
      money('Expected'),
      money('80 % from'),
      money('80 % to'),
    ],
    rows,
  }
}
