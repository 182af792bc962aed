import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  convert,
  decimal,
  exponentOf,
  fromMinor,
  minor,
  per,
  split,
  splitById,
  sum,
  toMinor,
} from '#core/money/index.ts'

const anAmount = fc.maxSafeInteger().map(minor)

test('decimals follow ISO 4217', () => {
  expect(['JPY', 'SEK', 'EUR', 'KWD', 'CLF'].map(exponentOf)).toEqual([0, 2, 2, 3, 4])
  expect(exponentOf('XYZ')).toBeUndefined()
  expect(exponentOf('eur')).toBeUndefined()
})

test('amounts are rounded once, half to even', () => {
  const cents = ['20565.6206', '2.345', '2.355', '-2.345', '-0.001', '.5', '1e3'].map(text =>
    toMinor(text, 'EUR'),
  )
  expect(cents).toEqual([2056562, 234, 236, -234, 0, 50, 100000])
  expect(Object.is(toMinor('-0.001', 'EUR'), 0)).toBe(true)
  expect(toMinor('1234.5', 'JPY')).toBe(1234)
  expect(toMinor('1.2345', 'KWD')).toBe(1234)
})

test('what cannot be money says why', () => {
  expect(toMinor('12', 'XYZ')).toEqual({ none: 'unknown_currency' })
  expect(toMinor('twelve', 'EUR')).toEqual({ none: 'not_a_number' })
  expect(toMinor('99999999999999999', 'EUR')).toEqual({ none: 'too_large' })
  expect(() => minor(0.5)).toThrow('0.5 is not a whole number')
  expect(() => sum([minor(Number.MAX_SAFE_INTEGER), minor(1)])).toThrow()
})

test('law: the short way rounds as the long way does', () => {
  const text = fc
    .tuple(fc.boolean(), fc.nat(99_999_999), fc.nat(9999), fc.nat(4))
    .map(([negative, whole, part, places]) => {
      const fraction = String(part).padStart(4, '0').slice(0, places)
      return `${negative ? '-' : ''}${whole}${fraction && `.${fraction}`}`
    })
  fc.assert(
    fc.property(text, fc.constantFrom('JPY', 'EUR', 'KWD', 'CLF'), (amount, currency) => {
      const long = decimal.round(decimal.parseDecimal(amount)!, exponentOf(currency)!)
      expect(BigInt(toMinor(amount, currency) as number)).toBe(long.units)
    }),
  )
})

test('law: minor units written out and read again are the same', () => {
  fc.assert(
    fc.property(anAmount, fc.constantFrom('JPY', 'EUR', 'KWD'), (amount, currency) => {
      expect(toMinor(fromMinor(amount, currency) as string, currency)).toBe(amount)
    }),
  )
})

test('currencies are converted with their own decimals', () => {
  const yen = { amount: minor(10_000), from: 'JPY', to: 'EUR', rate: '0.006125' }
  expect(convert(yen)).toBe(6125)
  expect(convert({ amount: minor(250), from: 'EUR', to: 'JPY', rate: '163.4' })).toBe(408) // 408.5, to even
  expect(convert({ ...yen, rate: '0' })).toEqual({ none: 'not_a_number' })
  expect(convert({ ...yen, to: 'ABC' })).toEqual({ none: 'unknown_currency' })
})

test('an amount shared by a count is rounded half to even', () => {
  expect([per(minor(5), 2), per(minor(7), 2), per(minor(-5), 2), per(minor(10), 3)]).toEqual([2, 4, -2, 3])
})

test('100 by thirds is 34, 33, 33, and a credit note takes back the same', () => {
  expect(split(minor(100), [1, 1, 1])).toEqual([34, 33, 33])
  expect(split(minor(-100), [1, 1, 1])).toEqual([-34, -33, -33])
  expect(() => split(minor(100), [0, 0])).toThrow('at least one weight')
  expect(() => split(minor(100), [1, -1])).toThrow('not a weight')
  expect(() => split(minor(100), [])).toThrow()
})

test('ties go by id whatever the order', () => {
  const b = { id: 'b', weight: 1 }
  const a = { id: 'a', weight: 1 }
  expect(splitById(minor(1), [b, a])).toEqual([0, 1])
  expect(splitById(minor(1), [a, b])).toEqual([1, 0])
})

test('law: parts sum to the total, each within one unit of its share', () => {
  const weights = fc
    .array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 12 })
    .filter(list => list.some(weight => weight > 0))
  fc.assert(
    fc.property(anAmount, weights, (total, list) => {
      const parts = split(total, list)
      expect(parts.reduce((a, part) => a + BigInt(part), 0n)).toBe(BigInt(total))
      for (const part of parts) expect(Math.sign(part) * Math.sign(total)).toBeGreaterThanOrEqual(0)
    }),
  )
  const small = fc.integer({ min: -100_000, max: 100_000 }).map(minor)
  const whole = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(small, whole, (total, list) => {
      const all = list.reduce((a, b) => a + b, 0)
      split(total, list).forEach((part, i) => {
        expect(Math.abs(part - (total * list[i]!) / all)).toBeLessThan(1)
      })
    }),
  )
})
