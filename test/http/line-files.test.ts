import { actions } from '#actions/index.ts'
import { hashOf } from '#actions/people/identify.ts'
import { files } from '#export/files.ts'
import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { bringIn, lookUp } from '../settle.ts'
import { world } from '../world.ts'
import { serve } from './serve.ts'

const db = await testDatabase('world')
const { org } = await lookUp(db, world.name)
await bringIn(
  db,
  org,
  {
    products: [{ code: 'EVIL', name: '=HYPERLINK("http://x","y")' }],
    billing: [
      { invoice: '@SUM(A1)', day: '2026-03-30', account: 'A1', product: 'EVIL', kind: 'goods', net: 1_00 },
    ],
  },
  'evil',
)
const served = await serve(db, { actions, lends: { files } })
await db.superuser.query(
  `insert into app.api_token (org_id, id, person_id, name, secret_hash)
   select org_id, gen_random_uuid(), id, 'files', $1 from app.person where code = 'goran'`,
  [hashOf('plb_files')],
)
const get = async (path: string) =>
  fetch(`${served.url}/api${path}`, { headers: { authorization: 'Bearer plb_files' } })

test('lines come as CSV under an honest name, and add up to the figure', async () => {
  const { total } = (await (await get('/ledger/lines?subject=company&from=2026-01-01')).json()) as {
    total: number
  }
  const file = await get('/ledger/lines.csv?subject=company&from=2026-01-01&sort=net')
  expect(decodeURIComponent(file.headers.get('content-disposition')!)).toContain(
    'Norrsken Instruments billing lines 2026-01-01 to 2026-03-31.csv',
  )
  const text = await file.text()
  const [head, ...lines] = text.trimEnd().split('\r\n')
  expect(head).toMatch(/^Invoice,Day,Account.*,Credited \(EUR\)$/)
  const credited = lines.map(line => Number(line.slice(line.lastIndexOf(',') + 1)))
  expect(Math.round(credited.reduce((sum, one) => sum + one * 100, 0))).toBe(total)
  expect(text).toContain(`'@SUM(A1)`)
  expect(text).toContain(`"'=HYPERLINK(""http://x"",""y"")"`)
})

test('the same as a workbook: numbers are numbers, days are days, and no text is a formula', async () => {
  const file = await get('/ledger/lines.xlsx?subject=company&from=2026-03-30&to=2026-03-30')
  expect(decodeURIComponent(file.headers.get('content-disposition')!)).toContain(
    '2026-03-30 to 2026-03-30.xlsx',
  )
  const { sheets } = await readXlsx(new Uint8Array(await file.arrayBuffer()))
  const [head, row] = sheets[0]!.rows
  const cell = (name: string) => row![head!.indexOf(name)]
  expect(cell('Invoice')).toBe('@SUM(A1)')
  expect(cell('Product')).toBe('=HYPERLINK("http://x","y")')
  expect(cell('Day')).toEqual(new Date('2026-03-30T00:00:00Z'))
  expect(cell('Net as billed')).toBe(1)
})

test('lines one may not see are no file', async () => {
  const answer = await get('/ledger/lines.xlsx?subject=person:00000000-0000-7000-8000-000000000000')
  expect(answer.status).toBe(404)
})
