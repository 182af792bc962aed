import { status } from '#contract/ledger.ts'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { aligned } from './aligned.ts'
import { addressOf, answering, openClient } from './client.ts'
import type { Command } from './command.ts'

export const statusCommand: Command = {
  name: 'status',
  usage: 'status [--json]',
  does:
    'whether Plumbline answers and in which version; with an administrator’s or director’s token also its database,\n' +
    '    billing up to which day, the last import, and the jobs that wait, run or failed in the last seven days',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } })
    const url = addressOf()
    const version = await versionAt(url)
    const inside = process.env['PLUMBLINE_TOKEN'] ? await openClient().call(status) : undefined
    if (values.json) {
      console.log(JSON.stringify({ url, version, ...inside }))
      return 0
    }
    const facts = [['Plumbline', `${version}, answers at ${url}`]]
    if (!inside) facts.push(['More', 'set PLUMBLINE_TOKEN to see the database, billing and jobs'])
    else {
      const { database, billedTo, lastImport, jobs } = inside
      facts.push(
        ['Database', `PostgreSQL ${database.version}, ${database.size}`],
        ['Billing', billedTo ? `up to ${billedTo}` : 'none yet'],
        ['Last import', lastImport ? `${lastImport.fileName}, ${lastImport.endedAt}` : 'none yet'],
        [
          'Jobs',
          `${jobs.waiting} waiting, ${jobs.running} running, ${jobs.failed} failed in the last 7 days`,
        ],
      )
    }
    console.log(aligned(facts))
    return 0
  },
}

const described = z.object({ info: z.object({ version: z.string() }) })

/** The description of the API is open to everybody, so it tells without a token that somebody answers. */
async function versionAt(url: string): Promise<string> {
  const response = await answering(url, () => fetch(`${url}/api/openapi.json`))
  return described.parse(await response.json()).info.version
}
