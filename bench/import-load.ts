import { openDatabase } from '#db/open.ts'
import { addBatch } from '#db/ledger/batches.ts'
import { addFile } from '#db/ledger/files.ts'
import { inScope } from '#db/scope.ts'
import { openServer } from '#db/server/index.ts'
import { scopeOf, type Actor } from '#access/scope.ts'
import { runImport } from '#jobs/import.ts'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { v7 as uuidv7 } from 'uuid'

export type ImportLoad = {
  rows: number
  importSeconds: number
  copySeconds: number
  /** The same COPY where the copied table refers to accounts and products as the real one does. */
  referringSeconds: number
  ratio: number
  /** Most that this process held while it read and sent the file. */
  megabytes: number
}

const yaml = `
into: billing
fields: { invoice: Invoice, day: Day, account: Customer, product: Item, sellers: Seller, quantity: Quantity, net: Net, cost: Cost }
key: [invoice, product]`

/**
 * A generated file through the whole import, against COPY of the same lines into a copy of the real table, as full
 * and with the same indexes, plus the upsert of its roll-up; one after the other on the same server.
 */
export async function importLoad(rows = 1_000_000): Promise<ImportLoad> {
  const home = mkdtempSync(path.join(tmpdir(), 'plumbline-bench-'))
  chmodSync(home, 0o755)
  const server = await openServer({ home, say: () => {} })
  const database = await openDatabase({ owner: server.owner, secret: 'a secret for the bench, long enough' })
  const owner = new pg.Client(server.owner)
  await owner.connect()
  try {
    const bench = await settle(database, home, owner)
    await bench.take(write(home, 'B', rows))
    await owner.query('vacuum analyze')
    const file = write(home, 'F', rows)
    await like(owner)
    let most = 0
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 100)
    const started = performance.now()
    const batch = await bench.take(file)
    const importSeconds = (performance.now() - started) / 1000
    clearInterval(watch)
    const copied = path.join(home, 'lines.copy')
    const lines = `copy (select * from app.billing_line where batch_id = '${batch}') to stdout`
    await pipeline(owner.query(copyTo(lines)), createWriteStream(copied))
    const copySeconds = await copyAgain(owner, batch, copied, 'plain')
    const referringSeconds = await copyAgain(owner, batch, copied, 'referring')
    return {
      rows,
      importSeconds,
      copySeconds,
      referringSeconds,
      ratio: importSeconds / copySeconds,
      megabytes: most / 1024 ** 2,
    }
  } finally {
    await owner.end()
    await database.close()
    await server.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

export function print(of: ImportLoad) {
  const { rows, importSeconds, copySeconds, referringSeconds, ratio, megabytes } = of
  const line = (name: string, seconds: number) =>
    `${name.padEnd(28)} ${Math.round(rows / seconds).toLocaleString('en')} rows/s (${seconds.toFixed(1)} s)`
  console.log(
    [
      line('import', importSeconds),
      line('COPY and roll-up upsert', copySeconds),
      line('the same with references', referringSeconds),
      `ratio of times ${ratio.toFixed(2)}; Node held at most ${Math.round(megabytes)} MB`,
    ].join('\n'),
  )
}

type Opened = Awaited<ReturnType<typeof openDatabase>>

/** An organisation of 40 sellers that takes files. */
async function settle(database: Opened, home: string, owner: pg.Client) {
  mkdirSync(path.join(home, 'files'))
  const [org, founder, house] = [uuidv7(), uuidv7(), uuidv7()]
  await owner.query(
    `select app.found($1, 'Generated', 'EUR', 'UTC', 'en-GB', $2, 'Founder', 'f@generated.example', 'login', $3)`,
    [org, founder, house],
  )
  await owner.query(
    `insert into app.person (org_id, id, code, name) select $1, gen_random_uuid(), 'S' || n, 'S' || n from generate_series(0, 39) n`,
    [org],
  )
  const scope = scopeOf({
    org,
    person: founder,
    today: '2026-03-31',
    via: { kind: 'session' },
  } as unknown as Actor)
  return {
    async take(file: string): Promise<string> {
      const [batchId, fileId] = [uuidv7(), path.basename(file)]
      await inScope(database.pools, scope, async db => {
        await addFile(db, scope, {
          id: fileId,
          name: 'lines.csv',
          hash: '',
          size: statSync(file).size,
          addedBy: founder,
        })
        await addBatch(db, scope, {
          id: batchId,
          kind: 'billing',
          source: '',
          fileName: 'lines.csv',
          mapping: yaml,
          dry: false,
          askedBy: founder,
          asks: { task: 'file', fileId, lookups: {} },
        })
      })
      const { state } = await runImport({ pools: database.pools, dataFolder: home }, { org, batchId })
      if (state !== 'done') throw new Error(`The import is ${state}.`)
      return batchId
    },
  }
}

/** In a process of its own: what it leaves behind in memory is not the import's. */
function write(home: string, prefix: string, rows: number): string {
  const file = path.join(home, 'files', uuidv7())
  const { status, stderr } = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), 'write', file, prefix, String(rows)],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stderr)
  return file
}

async function writeLines(file: string, prefix: string, rows: number): Promise<void> {
  const out = createWriteStream(file)
  out.write('Invoice,Day,Customer,Item,Seller,Quantity,Net,Cost\n')
  for (let n = 0; n < rows; n++) {
    // an invoice has one day, one customer and one seller, and four lines
    const i = n >> 2
    const day = `2025-${String((i % 12) + 1).padStart(2, '0')}-${String((i % 28) + 1).padStart(2, '0')}`
    const line = `${prefix}${i},${day},K${(i * 7919) % 5000},P${(i + n * 31) % 700},S${i % 40},${(n % 9) + 1},${(n % 9973) + 0.25},${n % 7919}.5\n`
    if (!out.write(line)) await once(out, 'drain')
  }
  await new Promise<void>(done => out.end(done))
}

/** Copies of the two tables as they stand, indexes included; one pair of them with the references as well. */
async function like(owner: pg.Client): Promise<void> {
  for (const schema of ['plain', 'referring']) {
    await owner.query(`
      create schema ${schema};
      create table ${schema}.line (like app.billing_line including all);
      insert into ${schema}.line select * from app.billing_line;
      create table ${schema}.day (like app.sales_day including all);
      insert into ${schema}.day select * from app.sales_day`)
    await owner.query(`vacuum analyze ${schema}.line`)
    await owner.query(`vacuum analyze ${schema}.day`)
  }
  await owner.query(`
    alter table referring.line add foreign key (org_id) references app.organisation,
      add foreign key (org_id, account_id) references app.account,
      add foreign key (org_id, product_id) references app.product`)
}

async function copyAgain(
  owner: pg.Client,
  batch: string,
  file: string,
  schema: 'plain' | 'referring',
): Promise<number> {
  const started = performance.now()
  await owner.query('begin')
  await pipeline(createReadStream(file), owner.query(copyFrom(`copy ${schema}.line from stdin`)))
  await owner.query(`
    merge into ${schema}.day d
    using (
      select org_id, day, account_id as person_id, account_id, channel, source || ':' || invoice as invoice,
        sum(net_rc) as net, sum(cost_rc) as cost, count(*) as lines
      from ${schema}.line where batch_id = '${batch}'
      group by 1, 2, 3, 5, 6
    ) l on d.org_id = l.org_id and d.invoice = l.invoice and d.day = l.day and d.person_id = l.person_id
      and d.account_id = l.account_id and d.channel = l.channel
    when matched then update set net = d.net + l.net
    when not matched then insert (org_id, day, person_id, account_id, product_line, category, channel, territory_id,
        invoice, credit_group, net, net_with_cost, cost, net_with_list, list, discount, lines, is_order)
      values (l.org_id, l.day, l.person_id, l.account_id, '', '', l.channel, l.account_id, l.invoice, '', l.net, l.net,
        l.cost, 0, 0, 0, l.lines, true)`)
  await owner.query('commit')
  return (performance.now() - started) / 1000
}

const [what = '1000000', file, prefix, rows] = process.argv.slice(2)
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (what === 'write') await writeLines(file!, prefix!, Number(rows))
  else print(await importLoad(Number(what)))
}
