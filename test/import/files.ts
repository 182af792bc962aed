import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Item, mapRows, parseMapping, type SideFiles, type Tally } from '#import/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-import-'))
let made = 0

/** A real file in a folder that goes with the test run. */
export function file(content: string | Uint8Array, name = 'sales.csv'): string {
  const path = join(mkdtempSync(join(folder, `${++made}-`)), name)
  writeFileSync(path, content)
  return path
}

export async function map(of: {
  mapping: string
  file: string
  lookups?: SideFiles
  currency?: string
}): Promise<{ items: Item[]; tally: Tally }> {
  const rows = await mapRows({
    mapping: parseMapping(of.mapping),
    file: of.file,
    lookups: of.lookups ?? {},
    currency: of.currency ?? 'EUR',
  })
  const items: Item[] = []
  for await (const batch of rows.batches) items.push(...batch)
  return { items, tally: rows.tally() }
}

export const taken = (items: readonly Item[]) =>
  items.flatMap(item => ('row' in item ? [item.row as Record<string, unknown>] : []))
export const refused = (items: readonly Item[]) => items.flatMap(item => ('refusal' in item ? [item] : []))
export const keys = (items: readonly Item[]) => items.flatMap(item => ('key' in item ? [item.key] : []))

export const billing = `
into: billing
fields: { invoice: Invoice, day: Day, account: Customer, net: Net }
key: [invoice, account, net]
`
