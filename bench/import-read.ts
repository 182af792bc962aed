import { spawnSync } from 'node:child_process'
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse'
import { mapRows, parseMapping } from '#import/index.ts'
import { writeWorkbook } from './xlsx-file.ts'

type Measured = { readonly rows: number; readonly seconds: number; readonly megabytes: number }
export type ImportRead = {
  readonly raw: Measured
  readonly csv: Measured
  readonly csvTenth: Measured
  readonly workbook: Measured
  readonly workbookTenth: Measured
}

const mapping = parseMapping(`
into: billing
fields: { invoice: Invoice, day: Day, account: Customer, product: Item, sellers: Seller, quantity: Quantity, net: Net, cost: Cost }
constants: { currency: EUR }
key: [invoice, product]
`)

/**
 * A million lines of CSV, and of a workbook, through the mapping, against csv-parse alone; and a tenth of them, for
 * memory must not grow with the file. Every file is written and every one read in a process of its own, so that
 * nothing else is in its memory.
 */
export function importRead(rows = 1_000_000): ImportRead {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'))
  const read = (what: string, form: string, count: number): Measured => {
    const file = join(folder, `${count}.${form}`)
    inProcess([`write-${form}`, file, String(count)])
    const measured = JSON.parse(inProcess([what, file])) as Measured
    rmSync(file)
    return measured
  }
  try {
    return {
      raw: read('raw', 'csv', rows),
      csv: read('mapped', 'csv', rows),
      csvTenth: read('mapped', 'csv', rows / 10),
      workbook: read('mapped', 'xlsx', rows),
      workbookTenth: read('mapped', 'xlsx', rows / 10),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export function print({ raw, csv, csvTenth, workbook, workbookTenth }: ImportRead) {
  const line = (name: string, of: Measured) =>
    console.log(
      `${name.padEnd(20)} ${of.rows.toLocaleString('en').padStart(9)} rows, ${of.seconds.toFixed(1)} s (${Math.round(of.rows / of.seconds).toLocaleString('en')} a second), peak ${Math.round(of.megabytes)} MB`,
    )
  line('csv-parse', raw)
  line('CSV, mapped', csv)
  line('a tenth of it', csvTenth)
  line('workbook, mapped', workbook)
  line('a tenth of it', workbookTenth)
  const times = [csv, workbook].map(of => (of.seconds / raw.seconds).toFixed(2))
  const growth = [csv.megabytes / csvTenth.megabytes, workbook.megabytes / workbookTenth.megabytes]
  console.log(`times over csv-parse: CSV ${times[0]}, workbook ${times[1]}`)
  console.log(`memory over that of a tenth: CSV ${growth[0]!.toFixed(2)}, workbook ${growth[1]!.toFixed(2)}`)
}

async function writeCsv(path: string, rows: number) {
  const out = createWriteStream(path)
  out.write('Invoice,Day,Customer,Item,Seller,Quantity,Net,Cost,Remark\n')
  for (let n = 0; n < rows; n++) {
    const day = `2025-${String((n % 12) + 1).padStart(2, '0')}-${String((n % 28) + 1).padStart(2, '0')}`
    const line = `F${n >> 2},${day},K${n % 5000},P${n % 700},S${n % 40},${(n % 9) + 1},${(n % 9973) + 0.25},${n % 7919}.5,"as agreed, ${n % 97}"\n`
    if (!out.write(line)) await once(out, 'drain')
  }
  await new Promise<void>(done => out.end(done))
}

/** A process begins with its parent's size as its peak, so this one does nothing but start others. */
function inProcess(of: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...of], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return stdout
}

async function measured(read: () => Promise<number>): Promise<Measured> {
  const start = performance.now()
  const rows = await read()
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

const [what, file = '', count] = process.argv.slice(2)
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (what === 'write-csv') await writeCsv(file, Number(count))
  else if (what === 'write-xlsx') await writeWorkbook(file, Number(count))
  else if (what === 'raw') console.log(JSON.stringify(await measured(() => readRaw(file))))
  else if (what === 'mapped') console.log(JSON.stringify(await measured(() => readMapped(file))))
  else print(importRead())
}
