import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { writeXlsx } from 'hucre/xlsx'
import { openTable } from '#import/index.ts'
import { checkArchive } from '#import/xlsx/zip.ts'
import { file, map, taken } from './files.ts'

const sheet = (rows: (string | number | Date | null)[][]) => writeXlsx({ sheets: [{ name: 'Sales', rows }] })

test('a workbook gives the same rows as its CSV', async () => {
  const mapping = 'into: billing\nfields: { invoice: Invoice, day: Day, account: Customer, net: Net }\n'
  const xlsx = await sheet([
    ['Invoice', 'Day', 'Customer', 'Net'],
    ['F1', new Date(Date.UTC(2026, 2, 31)), '007', 0.1 + 0.2],
    ['F2', new Date(Date.UTC(2026, 3, 1)), null, 1234.5],
  ])
  const csv = 'Invoice;Day;Customer;Net\nF1;2026-03-31;007;0,30\nF2;2026-04-01;;1 234,50\n'
  const fromSheet = await map({ mapping, file: file(xlsx, 'sales.xlsx') })
  const fromText = await map({ mapping, file: file(csv) })
  expect(fromSheet.items).toEqual(fromText.items)
  expect(taken(fromSheet.items).map(row => row['net'])).toEqual([30, 123450])
})

test('a bomb is refused by what its directory declares, before it is unpacked', async () => {
  const bomb = zip([{ name: 'xl/worksheets/sheet1.xml', bytes: Buffer.alloc(4_000_000) }])
  await expect(openTable(file(bomb, 'bomb.xlsx'))).rejects.toThrow('more than 200 times its size')
  await expect(
    checkArchive(zip([{ name: 'a', bytes: Buffer.alloc(10), says: 600 * 1024 * 1024 }]), 'b.xlsx'),
  ).rejects.toThrow('would unpack to 600 MB')
})

test('a bomb whose directory lies is refused while it is measured', async () => {
  const liar = zip([{ name: 'xl/worksheets/sheet1.xml', bytes: Buffer.alloc(4_000_000), says: 20_000 }])
  await expect(openTable(file(liar, 'liar.xlsx'))).rejects.toThrow('larger than it says')
})

test('half a workbook is refused in words', async () => {
  const whole = await sheet([['A'], ['1']])
  await expect(openTable(file(whole.subarray(0, whole.length - 30), 'half.xlsx'))).rejects.toThrow(
    'damaged workbook',
  )
})

/** A zip as small as can be; `says` is the size that the directory declares. */
function zip(entries: readonly { name: string; bytes: Buffer; says?: number }[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, bytes, says } of entries) {
    const packed = deflateRawSync(bytes)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50)
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(packed.length, 18)
    head.writeUInt32LE(says ?? bytes.length, 22)
    head.writeUInt16LE(name.length, 26)
    const row = Buffer.alloc(46)
    row.writeUInt32LE(0x02014b50)
    row.writeUInt16LE(8, 10)
    row.writeUInt32LE(packed.length, 20)
    row.writeUInt32LE(says ?? bytes.length, 24)
    row.writeUInt16LE(name.length, 28)
    row.writeUInt32LE(at, 42)
    parts.push(head, Buffer.from(name), packed)
    directory.push(row, Buffer.from(name))
    at += 30 + name.length + packed.length
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, ...directory, end])
}
