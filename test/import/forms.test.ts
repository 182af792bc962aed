import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guessDays, readDay } from '#import/read/days.ts'
import { guessNumbers, readNumber } from '#import/read/numbers.ts'

test.each([
  ['1234.50', '.', '1234.50'],
  ['1,234.50', '.', '1234.50'],
  ['1 234,50', ',', '1234.50'],
  ['1.234,5', ',', '1234.5'],
  ["1'234.50", '.', '1234.50'],
  ['(12.50)', '.', '-12.50'],
  ['12,50-', ',', '-12.50'],
  ['−5', '.', '-5'],
  ['$1,200', '.', '1200'],
  ['1 200 kr', ',', '1200'],
  ['SEK 99,00', ',', '99.00'],
  ['1.5E3', '.', '1500'],
  ['2,5E-2', ',', '0.025'],
  ['1\u00a0234', ',', '1234'],
] as const)('%s with the mark %s is %s', (text, mark, number) => expect(readNumber(text, mark)).toBe(number))

test.each([
  ['12,5O', ','],
  ['12.5', ','],
  ['12,5', '.'],
  ['1,23,456', '.'],
  ['1.2.3', '.'],
  ['', '.'],
  ['-', '.'],
  ['--5', '.'],
  ['5%', '.'],
  ['(-5)', '.'],
  ['0x10', '.'],
  ['NaN', '.'],
] as const)('%s with the mark %s is no number', (text, mark) =>
  expect(readNumber(text, mark)).toBeUndefined(),
)

test('the mark is told from what cannot be otherwise, and not told when nothing can', () => {
  expect(guessNumbers([['1 234,50', '7']])).toBe(',')
  expect(guessNumbers([['1,234.50', '1,200']])).toBe('.')
  expect(guessNumbers([['1,234', '5,678']])).toBe('ambiguous')
  expect(guessNumbers([['12', '13']])).toBe('.')
  expect(
    guessNumbers([
      ['1,5', '1,5'],
      ['2.5', '3.5'],
    ]),
  ).toBe('ambiguous')
})

test('grouping and signs do not change a number', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -999_999_999, max: 999_999_999 }),
      fc.integer({ min: 0, max: 99 }),
      (whole, cents) => {
        const plain = `${whole}.${String(cents).padStart(2, '0')}`
        const [sign, digits] = whole < 0 ? ['-', String(-whole)] : ['', String(whole)]
        const grouped = digits.replace(/\B(?=(\d{3})+$)/g, ' ')
        expect(readNumber(`${sign}${grouped},${String(cents).padStart(2, '0')}`, ',')).toBe(plain)
      },
    ),
  )
})

test.each([
  ['2026-03-31', undefined, '2026-03-31'],
  ['2011-05-31 00:00:00.000', undefined, '2011-05-31'],
  ['2026-03-31T23:59:59Z', undefined, '2026-03-31'],
  ['31/03/2026', 'dmy', '2026-03-31'],
  ['03/31/2026 11:59 PM', 'mdy', '2026-03-31'],
  ['31.3.26', 'dmy', '2026-03-31'],
  ['20260331', undefined, '2026-03-31'],
  ['31 Mar 2026', undefined, '2026-03-31'],
  ['March 31, 2026', undefined, '2026-03-31'],
  ['31. Mai 2026', undefined, '2026-05-31'],
  ['5 maj 2026', undefined, '2026-05-05'],
] as const)('%s (%s) is %s', (text, order, day) => expect(readDay(text, order)).toBe(day))

test.each([
  ['2026-02-30', undefined],
  ['31/04/2026', 'dmy'],
  ['13/13/2026', 'mdy'],
  ['03/04/2026', undefined],
  ['yesterday', 'dmy'],
  ['12', 'dmy'],
] as const)('%s (%s) is no day', (text, order) => expect(readDay(text, order)).toBeUndefined())

test('day first or month first is decided by values over 12, else it stays open', () => {
  expect(guessDays(['03/04/2026', '13/04/2026'])).toBe('dmy')
  expect(guessDays(['03/04/2026', '04/13/2026'])).toBe('mdy')
  expect(guessDays(['03/04/2026', '04/05/2026'])).toBe('ambiguous')
  expect(guessDays(['13/04/2026', '04/13/2026'])).toBe('ambiguous')
  expect(guessDays(['03.04.2026'])).toBe('dmy')
  expect(guessDays(['2026-04-03'])).toBe('iso')
  expect(guessDays(['blue', 'red'])).toBeUndefined()
})
