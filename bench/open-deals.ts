import { addDays, addMonths, type Day, daysBetween, lastDayOf, monthOf } from '#core/calendar/index.ts'
import { type Deal, learnDeals } from '#core/forecast/deals/index.ts'
import { median, shareDifference } from '#core/stats/index.ts'
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** Where Maven Analytics' "CRM Sales Opportunities" lie: its licence does not let them lie here. */
const folder = process.env['MAVEN_CRM']

/**
 * How true chances of open deals are on a CRM that nobody here made: at each month end everything later is forgotten,
 * the chance to be won within 91 days is said of every open deal, and compared. With the correction and without it.
 */
export function openDeals() {
  if (folder === undefined) return undefined
  const deals = mavenDeals(folder)
  const last = deals.reduce(
    (day: Day, { closed }) => (closed !== null && closed > day ? closed : day),
    '0001-01-01',
  )
  const cuts = Array.from({ length: 10 }, (_, back) => lastDayOf(monthOf(addMonths(last, back - 10))))
  const started = performance.now()
  const learnt = learnDeals({ deals, day: last, cuts, days: 91 })
  const seconds = (performance.now() - started) / 1000
  if ('none' in learnt || !learnt.record) throw new Error('Nothing could be learnt.')
  return {
    deals: deals.length,
    record: learnt.record,
    stages: learnt.stages,
    seconds,
    yields: yieldsOf(deals),
  }
}

/** What anybody finds in these deals who looks: a quarter's last month wins more, and how long a deal takes. */
function yieldsOf(deals: readonly Deal[]) {
  const closed = deals.flatMap(deal => (deal.closed === null ? [] : [{ ...deal, closed: deal.closed }]))
  const [ending, others] = [true, false].map(last => {
    const own = closed.filter(deal => (Number(deal.closed.slice(5, 7)) % 3 === 0) === last)
    return { hits: own.filter(({ won }) => won === true).length, of: own.length }
  })
  const difference = shareDifference(ending!, others!)
  if ('none' in difference) throw new Error('No deal closed.')
  const days = (of: typeof closed) => median(of.map(deal => daysBetween(deal.created, deal.closed)))!
  return {
    ending: ending!,
    others: others!,
    difference,
    days: {
      all: days(closed),
      won: days(closed.filter(({ won }) => won === true)),
      lost: days(closed.filter(({ won }) => won === false)),
    },
  }
}

export function print(found: ReturnType<typeof openDeals>): void {
  if (!found) {
    console.log(
      'Set MAVEN_CRM to the folder of Maven Analytics’ CRM files (sales_pipeline.csv, products.csv).',
    )
    return
  }
  const { record, stages, seconds, yields } = found
  const line = (name: string, of: { said: number; came: number; brier: number }) =>
    console.log(
      `${name.padEnd(34)} said ${of.said.toFixed(3)}  came ${of.came.toFixed(3)}  Brier ${of.brier.toFixed(4)}`,
    )
  console.log(
    `${found.deals} deals, ${record.foretold} chances at ${record.cuts} month ends, ${seconds.toFixed(1)} s`,
  )
  line('all month ends', record)
  console.log(`${'the usual rate of all'.padEnd(34)} Brier ${record.brierOfUsual.toFixed(4)}`)
  if (record.correction) {
    line(`${record.correction.cuts} that could be corrected, before`, record.correction.before)
    line(`${record.correction.cuts} that could be corrected, after`, record.correction.after)
  }
  for (const { foretold, came, count } of record.bins)
    console.log(
      `  said ${foretold.toFixed(3)}  came ${came.estimate.toFixed(3)} (${came.low.toFixed(3)} – ${came.high.toFixed(3)})  of ${count}`,
    )
  console.log(`stages: ${stages.why}`)
  const share = ({ hits, of }: { hits: number; of: number }) => `${((100 * hits) / of).toFixed(1)} % of ${of}`
  const { low, high } = yields.difference
  console.log(
    `won of what closed in a quarter’s last month ${share(yields.ending)}, in others ${share(yields.others)}; ` +
      `${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)} points more`,
  )
  const { all, won, lost } = yields.days
  console.log(`from creation to close ${all} days (median), won ${won}, lost ${lost}`)
}

function mavenDeals(from: string): Deal[] {
  const read = (name: string) =>
    readFileSync(path.join(from, name), 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map(line => line.split(','))
  const series = new Map(
    read('products.csv').flatMap(([name, line]) => [[name!.replace(' ', ''), line!] as const]),
  )
  const rows = read('sales_pipeline.csv')
  const closes = rows.flatMap(([, , , , , , closed]) => (closed ? [closed as Day] : [])).toSorted()
  const [first, last] = [closes[0]!, closes.at(-1)!]
  // prospects have no day: as an import on the last day would first see them then
  return rows.map(([id, person, product, , stage, engaged, closed, value]) => ({
    id: id!,
    person: person!,
    segment: series.get(product!.replace(' ', '')) ?? '',
    created: engaged ? (engaged as Day) : addDays(last, 1),
    known: first,
    closed: closed ? (closed as Day) : null,
    won: closed ? stage === 'Won' : null,
    amount: value ? Number(value) * 100 : null,
    stays: [],
  }))
}
