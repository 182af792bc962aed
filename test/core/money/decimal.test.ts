import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, compare, div, format, mul, parseDecimal, round, sub } from '#core/money/decimal.ts'
import type { Decimal } from '#core/money/decimal.ts'

const read = (text: string): Decimal => {
  const decimal = parseDecimal(text)
  if (!decimal) throw new Error(`${text} is no decimal`)
  return decimal
}
const decimals = fc.record({ units: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), scale: fc.nat(8) })

test('what a float would spoil stays exact', () => {
  expect(format(add(read('0.1'), read('0.2')))).toBe('0.3')
  expect(format(mul(read('1.005'), read('1000')))).toBe('1005.000')
  expect(format(sub(read('109846381.4039'), read('80487704.1832')))).toBe('29358677.2207')
})

test('half goes to even, below zero too', () => {
  const rounded = ['0.5', '1.5', '2.5', '-0.5', '-1.5', '-2.5', '2.51'].map(text =>
    format(round(read(text), 0)),
  )
  expect(rounded).toEqual(['0', '2', '2', '0', '-2', '-2', '3'])
  expect(format(div(read('1'), read('-8'), 2)!)).toBe('-0.12')
  expect(div(read('1'), read('0.00'), 2)).toBeUndefined()
})

test('what spreadsheets write is read, and nothing else', () => {
  expect(['.5', '7.', '+3', '1.2E-3', '5e2'].map(text => format(read(text)))).toEqual([
    '0.5',
    '7',
    '3',
    '0.0012',
    '500',
  ])
  for (const text of ['', '.', '-', '1,5', '1 000', '0x10', 'NaN', '1e999', '9'.repeat(61)]) {
    expect(parseDecimal(text)).toBeUndefined()
  }
})

test('law: text and decimal are one and the same', () => {
  fc.assert(
    fc.property(decimals, a => {
      expect(read(format(a))).toEqual(a)
    }),
  )
})

test('law: adding and taking away, multiplying and dividing lead back', () => {
  fc.assert(
    fc.property(decimals, decimals, (a, b) => {
      expect(compare(sub(add(a, b), b), a)).toBe(0)
      if (b.units !== 0n) expect(compare(div(mul(a, b), b, a.scale)!, a)).toBe(0)
    }),
  )
})
