import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { file, map } from './files.ts'

type Line = { invoice: string; day: string; customer: string; cents: number }
const line = fc.record({
  invoice: fc.stringMatching(/^F[0-9]{1,4}$/),
  day: fc.integer({ min: 13, max: 28 }).map(day => `2026-05-${day}`),
  customer: fc.constantFrom('Åkerö; Möbler', 'Björk, Söner', 'Smith "and" Co'),
  cents: fc.integer({ min: -500_000, max: 5_000_000 }),
})
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

function plain(lines: readonly Line[]) {
  const rows = lines.map(one =>
    [one.invoice, one.day, quoted(one.customer), (one.cents / 100).toFixed(2)].join(','),
  )
  return file(['Invoice,Day,Customer,Net', ...rows, ''].join('\n'))
}

/** Other names, another order of columns, another encoding, delimiter, decimal mark and form of days. */
function disguised(lines: readonly Line[]) {
  const rows = lines.map(one =>
    [
      (one.cents / 100).toFixed(2).replace('.', ','),
      quoted(one.customer),
      `${one.day.slice(8)}.05.2026`,
      one.invoice,
    ].join(';'),
  )
  return file(
    gzipSync(iconv.encode(['Title', 'Summa;Kund;Datum;Faktura', ...rows, ''].join('\r\n'), 'windows-1252')),
  )
}

test('the same lines in disguise give the same rows and the same keys', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 30 }), async lines => {
      const before = await map({
        mapping: 'into: billing\nfields: { invoice: Invoice, day: Day, account: Customer, net: Net }\n',
        file: plain(lines),
      })
      const after = await map({
        mapping:
          'into: billing\nformat: { skip: 1, decimal: comma }\nfields: { net: Summa, account: Kund, day: Datum, invoice: Faktura }\n',
        file: disguised(lines),
      })
      const withoutLine = (items: typeof before.items) => items.map(item => ({ ...item, line: 0 }))
      expect(withoutLine(after.items)).toEqual(withoutLine(before.items))
      expect(after.tally).toEqual(before.tally)
    }),
    { numRuns: 40 },
  )
})
