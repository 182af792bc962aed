import type pg from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { elsewhere } from '../elsewhere.ts'
import { lookUp } from '../settle.ts'
import { world } from '../world.ts'

/** What foreign keys would hold, asked a statement at a time, holds for everybody: here for the owner. */
const db = await testDatabase('world')
const norrsken = await lookUp(db, world.name)
const other = await lookUp(db, elsewhere.name)

async function refused(statement: string, sentence: string): Promise<void> {
  await inVain(client =>
    expect(client.query(statement), statement).rejects.toMatchObject({
      code: '23503',
      message: expect.stringContaining(sentence) as string,
    }),
  )
}

async function inVain(work: (client: pg.PoolClient) => Promise<unknown>): Promise<void> {
  const client = await db.superuser.connect()
  try {
    await client.query('begin')
    await work(client)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

const line = (table: string) =>
  `(select id from app.${table} where org_id = '${norrsken.org}' order by id limit 1)`
const foreign = (table: string) =>
  `(select id from app.${table} where org_id = '${other.org}' order by id limit 1)`

test.each([
  ['account_id', 'account'],
  ['product_id', 'product'],
])('a line’s %s is of its own organisation', async (column, table) => {
  for (const wrong of ['gen_random_uuid()', foreign(table)]) {
    await refused(
      `update app.billing_line set ${column} = ${wrong} where id = ${line('billing_line')}`,
      `there is no ${table}`,
    )
    await refused(
      `insert into app.billing_line
       select (jsonb_populate_record(b, jsonb_build_object('id', gen_random_uuid(), 'key', 'x', '${column}', ${wrong}))).*
       from app.billing_line b where b.id = ${line('billing_line')}`,
      `there is no ${table}`,
    )
  }
})

test.each(['line_seller', 'line_credit'])(
  '%s is of a line and a person of its own organisation',
  async table => {
    await inVain(async client => {
      await client.query(
        `insert into app.line_seller select org_id, line_id, person_id, share from app.line_credit on conflict do nothing`,
      )
      for (const [column, wrong, of] of [
        ['line_id', 'gen_random_uuid()', 'billing_line'],
        ['line_id', foreign('billing_line'), 'billing_line'],
        ['person_id', 'gen_random_uuid()', 'person'],
        ['person_id', foreign('person'), 'person'],
      ]) {
        for (const statement of [
          `update app.${table} set ${column} = ${wrong} where org_id = '${norrsken.org}' and line_id = ${line('billing_line')}`,
          `insert into app.${table}
         select (jsonb_populate_record(x, jsonb_build_object('${column}', ${wrong}))).*
         from app.${table} x where x.org_id = '${norrsken.org}' limit 1`,
        ]) {
          await client.query('savepoint before')
          await expect(client.query(statement), statement).rejects.toMatchObject({
            code: '23503',
            message: expect.stringContaining(`there is no ${of}`) as string,
          })
          await client.query('rollback to savepoint before')
        }
      }
    })
  },
)

test.each([
  [
    'account',
    `update app.billing_line set account_id = $2 where id = ${line('billing_line')}`,
    'billing_line',
  ],
  [
    'product',
    `update app.billing_line set product_id = $2 where id = ${line('billing_line')}`,
    'billing_line',
  ],
  ['person', `insert into app.line_seller values ($1, ${line('billing_line')}, $2, 1000000)`, 'line_seller'],
  [
    'person',
    `update app.line_credit set person_id = $2 where line_id = ${line('billing_line')}`,
    'line_credit',
  ],
])('a %s that lines refer to stays', async (table, refer, from) => {
  await inVain(async client => {
    const { rows } = await client.query<{ id: string }>(
      `insert into app.${table} (org_id, id, code, name) values ($1, gen_random_uuid(), 'new', 'New') returning id`,
      [norrsken.org],
    )
    await client.query(refer.includes('$1') ? refer : `${refer} and org_id = $1`, [norrsken.org, rows[0]!.id])
    await expect(client.query(`delete from app.${table} where id = $1`, [rows[0]!.id])).rejects.toMatchObject(
      { code: '23503', message: `${table}: ${from} still refers to it` },
    )
  })
})

test('with a line go its sellers and its credits', async () => {
  await inVain(async client => {
    await client.query(`delete from app.billing_line where org_id = $1`, [norrsken.org])
    const { rows } = await client.query(
      `select (select count(*)::int from app.line_credit where org_id = $1) as credits,
        (select count(*)::int from app.line_seller where org_id = $1) as sellers,
        (select count(*) > 0 from app.line_credit where org_id = $2) as others`,
      [norrsken.org, other.org],
    )
    expect(rows).toEqual([{ credits: 0, sellers: 0, others: true }])
  })
})
