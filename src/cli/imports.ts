import { listImports, previewUndo, undoImport } from '#contract/ledger/imports.ts'
import { parseArgs } from 'node:util'
import { openClient } from './client.ts'
import { CalledWrongly, type Command } from './command.ts'
import { follow } from './import.ts'

export const importsCommand: Command = {
  name: 'imports',
  usage: 'imports [--json]',
  does: 'imports, newest first: what, when, by whom, how it ended',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } })
    const { imports } = await openClient().call(listImports, { query: { limit: 50 } })
    if (values.json) console.log(JSON.stringify(imports))
    else
      for (const one of imports)
        console.log(
          [
            one.id,
            one.askedAt.slice(0, 16),
            one.state.padEnd(9),
            one.kind.padEnd(11),
            one.fileName,
            one.sentence ?? '',
          ].join('  '),
        )
    return 0
  },
}

export const undoCommand: Command = {
  name: 'undo',
  usage: 'undo IMPORT [--yes]',
  does: 'says what undoing an import would do and what would stay; --yes does it',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { yes: { type: 'boolean', default: false } },
    })
    const [id, ...more] = positionals
    if (id === undefined || more.length > 0)
      throw new CalledWrongly('undo takes one import (see plumbline imports).')
    const client = openClient()
    const plan = await client.call(previewUndo, { params: { id } })
    console.log(`Rows put back as they were: ${plan.restores}. Rows taken out: ${plan.removes}.`)
    for (const { what, count, why } of plan.stays)
      console.log(`Stay as they are: ${count} of ${what}, ${why}.`)
    if (!values.yes) {
      console.log('Nothing was changed. Say --yes to do it.')
      return 0
    }
    const undone = await follow(client, (await client.call(undoImport, { params: { id } })).id)
    console.log(undone.sentence ?? 'It is undone.')
    return undone.state === 'done' ? 0 : 1
  },
}
