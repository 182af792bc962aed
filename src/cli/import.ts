import { addFile } from '#contract/ledger/files.ts'
import { type ImportReport, showImport, startImport } from '#contract/ledger/imports.ts'
import { Failure } from '#core/failure.ts'
import { parseMapping, sniff } from '#import/index.ts'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Client, openClient } from './client.ts'
import { CalledWrongly, type Command } from './command.ts'
import { reportLines, sniffedLines } from './import-words.ts'

const usage = 'import FILE… --mapping MAPPING.yaml [--dry-run] [--lookup NAME=FILE]… [--json]'

export const importCommand: Command = {
  name: 'import',
  usage,
  does: 'brings files into the ledger by a mapping; without one, says what a file holds and how to write one',
  async run(args) {
    const { values, positionals: files } = parsed(args)
    if (files.length === 0) throw new CalledWrongly('import takes at least one file.')
    if (values.mapping === undefined) return describe(files, values.json)
    const yaml = readFileSync(values.mapping, 'utf8')
    const lookups = sideFiles(values.lookup, path.dirname(values.mapping), yaml)
    const client = openClient()
    let worst = 0
    for (const file of files) {
      const code = await importOne(client, { file, yaml, lookups, dry: values['dry-run'], json: values.json })
      worst = Math.max(worst, code)
    }
    return worst
  },
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        mapping: { type: 'string' },
        lookup: { type: 'string', multiple: true, default: [] },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new CalledWrongly((error as Error).message)
  }
}

/** Files that the mapping names: as --lookup says, else beside the mapping. */
function sideFiles(given: readonly string[], folder: string, yaml: string): Map<string, string> {
  const mapping = parseMapping(yaml)
  const lookups = [mapping.lookups, mapping.lines?.lookups].flatMap(part => Object.values(part ?? {}))
  const named = [...lookups.map(lookup => lookup.file), ...(mapping.lines ? [mapping.lines.file] : [])]
  const files = new Map(named.map(name => [name, path.join(folder, name)]))
  for (const pair of given) {
    const at = pair.indexOf('=')
    if (at < 1) throw new CalledWrongly(`--lookup takes NAME=FILE, not “${pair}”.`)
    files.set(pair.slice(0, at), pair.slice(at + 1))
  }
  return files
}

type One = { file: string; yaml: string; lookups: Map<string, string>; dry: boolean; json: boolean }

/** @returns 0 taken, 1 not */
async function importOne(client: Client, { file, yaml, lookups, dry, json }: One): Promise<number> {
  const { fileId } = await client.send(addFile, file)
  const sides: Record<string, string> = {}
  for (const [name, at] of lookups) sides[name] = (await client.send(addFile, at)).fileId
  const { id } = await client.call(startImport, { body: { fileId, yaml, lookups: sides, dry } })
  const batch = await follow(client, id)
  if (json) console.log(JSON.stringify(batch))
  else {
    const report = batch.report as ImportReport | null
    console.log(
      [`${file}: ${batch.sentence ?? said[batch.state] ?? batch.state} (${id})`, ...reportLines(report)].join(
        '\n',
      ),
    )
  }
  return batch.state === 'done' || batch.state === 'dry' ? 0 : 1
}

const said: Readonly<Record<string, string>> = {
  done: 'It went in.',
  dry: 'It would go in; nothing was changed.',
}
const over = new Set(['done', 'dry', 'refused', 'failed', 'cancelled'])

/** Asks once a second how far it is, until it is over. */
export async function follow(client: Client, id: string) {
  for (;;) {
    const batch = await client.call(showImport, { params: { id } })
    if (over.has(batch.state)) {
      if (process.stderr.isTTY) process.stderr.write('\r\u001B[K')
      return batch
    }
    if (process.stderr.isTTY)
      process.stderr.write(
        `\r\u001B[K${batch.state} ${batch.rowsRead}${batch.rowsTotal ? ` of about ${batch.rowsTotal}` : ''} rows`,
      )
    await new Promise(again => setTimeout(again, 500))
  }
}

/** What a file holds, as far as one can tell, without a server. */
async function describe(files: readonly string[], json: boolean): Promise<number> {
  for (const file of files) {
    try {
      const seen = await sniff(file)
      console.log(json ? JSON.stringify(seen) : sniffedLines(file, seen).join('\n'))
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      console.error(error.message)
      return 1
    }
  }
  return 2
}
