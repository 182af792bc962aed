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
export const sheets: Record<'forecast' | 'people' | 'horizons' | 'record', Made> = {
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

  /** How forecasts fared by how far ahead they looked. */
  async horizons(context, subject) {
    const { ahead } = await recordFor(context, subject)
    const rows = ahead.map(({ months, sum, afterwards, fast, record }): Cells => {
      const inside = ([50, 80, 95] as const).map(level => {
        const hit = record.hits.find(one => one.level === level)
        return hit ? hit.within / hit.of : null
      })
      const { bias } = record
      const lean =
        'none' in bias ? [null, null, null, ''] : [bias.share, bias.low, bias.high, bias.sure ? 'yes' : 'no']
      return [
        wayName({ months, sum }),
        record.count,
        afterwards,
        fast,
        record.error,
        record.skill,
        ...inside,
        ...lean,
      ]
    })
    const shares = ['Off by', 'Beats last year by', 'Inside 50 %', 'Inside 80 %', 'Inside 95 %']
    const leans = ['Leans high by', 'At least', 'At most']
    const columns = [
      text('How far ahead', 26),
      ...['Periods over', 'Made afterwards', 'By the fast procedure'].map(name => text(name, 16)),
      ...[...shares, ...leans].map(name => ({ name, format: '0.0%', width: 16 })),
      text('For sure', 10),
    ]
    return { name: 'Record by how far ahead', columns, rows }
  },

  /** The next month as it was forecast each time, and what people had said of quarters that are over. */
  async record(context, subject) {
    const { column, amount } = unitsOf(context)
    const { list, people } = await recordFor(context, subject)
    const rows: Cells[] = [
      ...list.map(row => [
        `Forecast${row.replayed ? ', made afterwards' : ''}${row.procedure === 'fast' ? ', fast' : ''}`,
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

function wayName({ months, sum }: { months: number; sum: boolean }): string {
  if (sum) return `Sum of the next ${months} months`
  return ['The month under way', 'The next month'][months] ?? `${months} months ahead`
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
