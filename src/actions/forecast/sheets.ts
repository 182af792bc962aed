import type { Context } from '../action.ts'
import type { Cells, Sheet } from '#contract/operation.ts'
import { Failure } from '#core/failure.ts'
import { readCycle } from '#db/forecast/own.ts'
import { shareColumn, textColumn, unitsOf } from '../asked/columns.ts'
import { recordFor } from './fared.ts'
import { peopleSay } from './saying.ts'
import { publishedOf } from './published.ts'
import type { Subject } from './subject.ts'

type Made = (context: Context, subject: Subject) => Promise<Sheet>

/** What may be taken along of a forecast, in whole currency units as a sheet adds them up. */
export const sheets: Record<'forecast' | 'people' | 'record' | 'horizons' | 'own', Made> = {
  /** Months, sums, the year, quotas and parts under each other. */
  async forecast(context, subject) {
    const { none, forecast } = await publishedOf(context, subject)
    if (!forecast) throw new Failure('not_found', none)
    const { column, amount } = unitsOf(context.actor.currency)
    const amounts = (row: { mean: number; low80: number; high80: number }) =>
      [row.mean, row.low80, row.high80].map(amount)
    const [first] = forecast.months
    const rows: Cells[] = [
      ...forecast.months.map(row => ['Month', row.code, row.from, row.to, ...amounts(row)]),
      ...forecast.sums.map(row => ['Sum', `Next ${row.months} months`, first!.from, row.to, ...amounts(row)]),
      ...(forecast.year ? [['Year', forecast.year.code, null, null, ...amounts(forecast.year)]] : []),
      ...forecast.quotas.flatMap(({ period: { code, from, to }, quota, billed, expected, gap, odds }) => [
        ['Quota', code, from, to, amount(quota), null, null],
        ['Billed in months over', code, from, to, amount(billed), null, null],
        ['Billed by those with a quota', code, from, to, ...amounts(expected), odds.replaceAll('_', ' ')],
        ['Over the quota, or short of it', code, from, to, amount(gap), null, null],
      ]),
      ...dealRows(forecast).map(({ cells, net }) => [...cells, amount(net), null, null]),
      ...forecast.trees.flatMap(({ by, parts }) =>
        parts.flatMap(part => {
          const what = `Part by ${by.replace('_', ' ')}`
          return [
            ...part.months.map((row, at): Cells => {
              const { from, to } = forecast.months[at]!
              return [what, part.name, from, to, ...amounts(row)]
            }),
            [
              `${what}, all months`,
              part.name,
              first!.from,
              forecast.months.at(-1)!.to,
              ...amounts(part.twelve),
            ],
          ]
        }),
      ),
    ]
    const money = ['Expected', '80 % from', '80 % to'].map(column)
    const columns = [textColumn('What', 28), textColumn('Of', 28), ...days, ...money]
    return {
      name: 'Forecast',
      columns: [...columns, textColumn('That the quota is made')],
      rows: rows.map(filled),
    }
  },

  /** What people say themselves of this quarter and the next, and what stands beside it. */
  async people(context, subject) {
    const { column, amount } = unitsOf(context.actor.currency)
    const periods = await peopleSay(context, { subject, cycle: await readCycle(context.db) })
    const rows = periods.flatMap(({ from, to, people }) =>
      people.map(({ name, said, adjusted, model, billed }): Cells => {
        const own = [said?.commit, said?.likely, said?.best, adjusted?.amount]
        const amounts = [...own, model?.mean, model?.low80, model?.high80, billed]
        const told = [adjusted?.by ?? '', adjusted?.reason ?? '', said?.note ?? '']
        return [name, from, to, ...amounts.map(amount), ...told]
      }),
    )
    const ofModel = ['Model', 'Model 80 % from', 'Model 80 % to']
    const money = ['Commit', 'Likely', 'Best', 'Manager', ...ofModel, 'Billed so far'].map(column)
    const told = [textColumn('By'), textColumn('Manager’s reason', 40), textColumn('Note', 40)]
    return { name: 'People', columns: [textColumn('Who', 28), ...days, ...money, ...told], rows }
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
      textColumn('How far ahead', 26),
      ...['Periods over', 'Made afterwards', 'By the fast procedure'].map(name => textColumn(name, 16)),
      ...[...shares, ...leans].map(shareColumn),
      textColumn('For sure', 10),
    ]
    return { name: 'Record by how far ahead', columns, rows }
  },

  /** The next month as it was forecast each time, and what people had said of quarters that are over. */
  async record(context, subject) {
    const { column, amount } = unitsOf(context.actor.currency)
    const { list, people } = await recordFor(context, subject)
    const rows: Cells[] = [
      ...list.map(row => [
        `Forecast${row.replayed ? ', made afterwards' : ''}${row.procedure === 'fast' ? ', fast' : ''}`,
        row.origin,
        null,
        row.from,
        row.to,
        ...[row.mean, row.low80, row.high80, null, null, row.yearBefore, row.actual].map(amount),
      ]),
      ...(people?.list ?? []).map(row => [
        'Own numbers',
        null,
        row.ahead,
        row.from,
        row.to,
        ...[row.likely, row.commit, row.best, row.adjusted, row.model, row.naive, row.actual].map(amount),
      ]),
    ]
    const beside = ['Manager', 'Model', 'Year before']
    const money = ['Expected', 'At least', 'At most', ...beside, 'Billed'].map(column)
    const first = [textColumn('What'), textColumn('As of', 12), textColumn('Months still to come', 20)]
    return { name: 'Record', columns: [...first, ...days, ...money], rows }
  },

  /** How people's own numbers fared, and those that the asker put beside others', by months still to come. */
  async own(context, subject) {
    const { people, beside } = await recordFor(context, subject)
    const rows = [
      ...(people?.ahead ?? []).map(({ ahead, record, between, beside: managers, model }): Cells => [
        'Own numbers',
        ahead,
        record.count,
        record.error,
        between,
        managers?.with ?? null,
        model,
      ]),
      ...beside.map(({ ahead, beside: one }): Cells => [
        'Put beside others’',
        ahead,
        one.count,
        one.without,
        null,
        one.with,
        null,
      ]),
    ]
    const counts = ['Months still to come', 'Quarters over'].map(name => textColumn(name, 20))
    const columns = [
      textColumn('What'),
      ...counts,
      shareColumn('Likely was off by'),
      textColumn('Between commit and best', 22),
      shareColumn('With the manager’s number'),
      shareColumn('The model was off by'),
    ]
    return { name: 'Own numbers', columns, rows }
  },
}

/** What is said of quotas alone stands in the last column. */
const filled = (row: Cells): Cells => (row.length < 8 ? [...row, null] : row)

const partNames = [
  ['series', 'Repeat billing'],
  ['open', 'Open deals'],
  ['notYetSeen', 'Not yet seen'],
] as const

/** Months in which open deals close, of which the page shows the sum. */
const near = 3

/** What months are made of: what is counted of each part where they are joined, and each as it would be alone. */
function dealRows({ deals, months }: NonNullable<Awaited<ReturnType<typeof publishedOf>>['forecast']>) {
  if (!deals) return []
  const joined = deals.near.joined || deals.far.joined
  const rows = deals.parts.flatMap(({ counted, ...alone }, at) => {
    const { from, to } = months[at]!
    return partNames.flatMap(([key, name]) => [
      ...(joined ? [{ cells: ['Counted', name, from, to], net: counted[key] }] : []),
      { cells: ['Alone', name, from, to], net: alone[key] },
    ])
  })
  if (!deals.near.joined) return rows
  const soon = deals.parts.slice(0, near)
  const [from, to] = [months[0]!.from, months[soon.length - 1]!.to]
  const sum = (of: (part: (typeof soon)[number]) => number) => soon.reduce((all, part) => all + of(part), 0)
  return [
    ...rows,
    ...partNames.flatMap(([key, name]) => [
      { cells: ['Counted, next three months', name, from, to], net: sum(part => part.counted[key]) },
      { cells: ['Alone, next three months', name, from, to], net: sum(part => part[key]) },
    ]),
  ]
}

function wayName({ months, sum }: { months: number; sum: boolean }): string {
  if (sum) return `Sum of the next ${months} months`
  return ['The month under way', 'The next month'][months] ?? `${months} months ahead`
}

const days = ['From', 'To'].map(name => textColumn(name, 12))
