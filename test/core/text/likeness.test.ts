import fc from 'fast-check'
import { expect, test } from 'vitest'
import { edits, fold, likeness, nearest } from '#core/text/index.ts'

test('edits are the textbooks’', () => {
  expect(edits('kitten', 'sitting')).toBe(3) // Wagner & Fischer 1974’s measure, the usual example
  expect(edits('saturday', 'sunday')).toBe(3)
  expect(edits('ca', 'abc')).toBe(3) // restricted distance; the unrestricted one is 2
  expect(edits('invocie', 'invoice')).toBe(1) // neighbours swapped
  expect(edits('', 'abc')).toBe(3)
})

test('spelling habits of column names do not matter', () => {
  expect(fold('Försäljnings-Belopp (netto)')).toBe('forsaljningsbeloppnetto')
  expect(likeness('Invoice No.', 'invoice_no')).toBe(1)
  expect(likeness('', '')).toBe(0)
})

test('did you mean', () => {
  const columns = ['invoice', 'day', 'account', 'net']
  expect(nearest('Acount', columns)).toBe('account')
  expect(nearest('colour', columns)).toBeUndefined()
  expect(nearest('GTXPro', ['GTX Basic', 'GTX Pro', 'MG Special'])).toBe('GTX Pro')
})

test('law: edits are a distance to oneself and both ways', () => {
  const word = fc.string({ maxLength: 12 })
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(edits(a, a)).toBe(0)
      expect(edits(a, b)).toBe(edits(b, a))
      expect(edits(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length))
      expect(likeness(a, b)).toBeGreaterThanOrEqual(0)
    }),
  )
})
