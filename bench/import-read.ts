import { spawnSync } from 'node:child_process'
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse'
import { mapRows, parseMapping } from '#import/index.ts'

type Measured = { readonly rows: number; readonly seconds: number; readonly megabytes: number }
export type ImportRead = { readonly raw: Measured; readonly mapped: Measured; readonly ratio: number }

const mapping = parseMapping(`
into: billing
fields: { invoice: Invoice, day: Day, account: Customer, product: Item, sellers: Seller, quantity: Quantity, net: Net, cost: Cost }
constants: { currency: EUR }
key: [invoice, product]
`)

/** A million lines through the mapping against csv-parse alone, each in a process of its own for its memory. */
export async function importRead(rows = 1_000_000): Promise<ImportRead> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'))
  try {
    const file = join(folder, 'lines.csv')
    await write(file, rows)
    const raw = measure('raw', file)
    const mapped = measure('mapped', file)
    return { raw, mapped, ratio: mapped.seconds / raw.seconds }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export function print({ raw, mapped, ratio }: ImportRead) {
  const line = (name: string, of: Measured) =>
    `${name.padEnd(10)} ${Math.round(of.rows / of.seconds).toLocaleString('en')} rows/s, peak ${Math.round(of.megabytes)} MB`
  console.log(`${line('csv-parse', raw)}\n${line('mapRows', mapped)}\nratio of times ${ratio.toFixed(2)}`)
}

async function write(path: string, rows: number) {
  const out = createWriteStream(path)
  out.write('Invoice,Day,Customer,Item,Seller,Quantity,Net,Cost,Remark\n')
  for (let n = 0; n < rows; n++) {
    const day = `2025-${String((n % 12) + 1).padStart(2, '0')}-${String((n % 28) + 1).padStart(2, '0')}`
    const line = `F${n >> 2},${day},K${n % 5000},P${n % 700},S${n % 40},${(n % 9) + 1},${(n % 9973) + 0.25},${n % 7919}.5,"as agreed, ${n % 97}"\n`
    if (!out.write(line)) await once(out, 'drain')
  }
  await new Promise<void>(done => out.end(done))
}

function measure(what: string, file: string): Measured {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), what, file],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as Measured
}

async function run(what: string, file: string): Promise<Measured> {
  const start = performance.now()
  const rows = what === 'raw' ? await readRaw(file) : await readMapped(file)
  return {
    rows,
    seconds: (performance.now() - start) / 1000,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }
}

async function readRaw(file: string): Promise<number> {
  let rows = -1
  for await (const _ of createReadStream(file).pipe(parse())) rows++
  return rows
}

async function readMapped(file: string): Promise<number> {
  let rows = 0
  const { batches } = await mapRows({ mapping, file, currency: 'EUR' })
  for await (const batch of batches) rows += batch.length
  return rows
}

const [what, file] = process.argv.slice(2)
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (file) console.log(JSON.stringify(await run(what!, file)))
  else print(await importRead())
}
