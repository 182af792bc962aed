import * as dealPages from './deal-pages.ts'
import * as diagnosis from './diagnosis.ts'
import * as exportLines from './export-lines.ts'
import * as figures from './figures.ts'
import * as firstLoad from './first-load.ts'
import * as forecast from './forecast.ts'
import * as house from './forecast-house.ts'
import * as rest from './forecast-rest.ts'
import * as worlds from './forecast-worlds.ts'
import * as kills from './kills/index.ts'
import * as load from './import-load.ts'
import * as read from './import-read.ts'
import * as deals from './open-deals.ts'

/**
 * `npm run bench [-- NAME …]`: every measure, or those named. They print ratios against a limit measured in the same
 * run; absolute times depend on the machine and on what else it does.
 */
const measures: Record<string, () => Promise<void>> = {
  'import-read': async () => read.print(read.importRead()),
  'import-load': async () => load.print(await load.importLoad()),
  'export-lines': async () => exportLines.print(await exportLines.exportLines()),
  figures: async () => figures.print(await figures.figures()),
  diagnosis: async () => diagnosis.print(await diagnosis.diagnosis()),
  'deal-pages': async () => dealPages.print(await dealPages.dealPages()),
  'first-load': async () => firstLoad.print(await firstLoad.firstLoad()),
  forecast: () => {
    forecast.print(forecast.forecast())
    return Promise.resolve()
  },
  'forecast-rest': () => {
    for (const procedure of ['fast', 'full'] as const) rest.print(rest.restOfYear(procedure))
    return Promise.resolve()
  },
  'forecast-house': async () => house.print(await house.forecastOfHouse({ people: 10_000, managers: 1000 })),
  'forecast-worlds': () => {
    worlds.print(worlds.worlds('full'))
    return Promise.resolve()
  },
  'open-deals': () => {
    deals.print(deals.openDeals())
    return Promise.resolve()
  },
  kills: async () => kills.print(await kills.kills()),
}

const asked = process.argv.slice(2)
const unknown = asked.filter(name => !(name in measures))
if (unknown.length > 0) {
  console.error(`There is no measure ${unknown.join(', ')}. There are: ${Object.keys(measures).join(', ')}.`)
  process.exit(2)
}
for (const [name, measure] of Object.entries(measures)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  console.log(`\n── ${name}`)
  await measure()
}
