import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimal } from '#core/money/index.ts'
import { compile } from '#import/expression/compile.ts'
import { parseExpression } from '#import/expression/parse.ts'
import { type Compiled, textOf } from '#import/expression/values.ts'

const reading = { mark: () => '.' as const, order: () => 'dmy' as const }
function value(text: string, row: Readonly<Record<string, string>> = {}): string {
  const resolve = (name: string): Compiled => ({ ...reading, label: name, get: () => row[name] || null })
  return textOf(compile(parseExpression(text), resolve, reading).get({ cells: [] }))
}

test.each([
  ['1 + 2 * 3', '7'],
  ['(1 + 2) * 3', '9'],
  ['-2 * -3', '6'],
  ['10 - 3 - 2', '5'],
  ['0.1 + 0.2', '0.3'],
  ['1 / 3', '0.333333333333'],
  ["'a' & 'b' & 1.50", 'ab1.5'],
  ['round(2.345, 2)', '2.34'],
  ['round(2.355, 2)', '2.36'],
  ['round(0.5)', '0'],
  ["left('Ångström', 3)", 'Ång'],
  ["right('abc', 2)", 'bc'],
  ["part('a/b/c', '/', 2)", 'b'],
  ["part('a/b/c', '/', -1)", 'c'],
  ["part('a', '/', 2)", ''],
  ["replace('a-b-c', '-', '')", 'abc'],
  ["upper('å') & lower('Ö')", 'Åö'],
  ["if(1 < 2, 'yes', 'no')", 'yes'],
  ["if(2 = 2.0 and not (1 > 2), 'yes')", 'yes'],
  ["coalesce('', '', 'c')", 'c'],
  ["matches('C537', 'C*')", 'yes'],
  ["matches('XC', 'C*')", 'no'],
  ["matches('aaaa', 'a?a*')", 'yes'],
  ["day('31/03/2026')", '2026-03-31'],
  ["adddays('2024-02-28', 2)", '2024-03-01'],
  ["month('31.12.2025')", '2025-12'],
  ["'it''s'", "it's"],
  ['max(1, 3, 2) - min(4, 2)', '1'],
  ['abs(-5)', '5'],
  ["length('åäö')", '3'],
  ["contains('order', 'rde')", 'yes'],
  ['1 <> 2', 'yes'],
  ["'10' = 10", 'yes'],
  ["'b' > 'a'", 'yes'],
])('%s is %s', (text, result) => expect(value(text)).toBe(result))

test('an empty cell stays empty in sums, equals the empty text and is no yes', () => {
  expect(value('Cost + 1', { Cost: '' })).toBe('')
  expect(value("if(Cost = '', 'none', 'some')", { Cost: '' })).toBe('none')
  expect(value("if(Cost < 5, 'less', 'not')", { Cost: '' })).toBe('not')
})

test('columns with blanks stand in brackets', () =>
  expect(value('[Unit Price] * Qty', { 'Unit Price': '2.5', Qty: '4' })).toBe('10'))

test('a cell that is no number is named with its column', () => {
  expect(() => value('Net * 2', { Net: '12,5O' })).toThrow('wanted a number')
  expect(() => value('1 / Zero', { Zero: '0' })).toThrow('division by zero')
})

test.each([
  ['1 +', 'ends too early'],
  ['(1', '“)” is missing'],
  ['1 2', 'was not expected'],
  ['nope(1)', 'no function “nope”'],
  ['rond(1)', 'Did you mean “round”'],
  ["left('a')", 'left is written left(text, n)'],
  ['a $ b', 'not understood'],
  ['('.repeat(60) + '1' + ')'.repeat(60), 'nested too deeply'],
])('%s is refused in words', (text, words) => expect(() => value(text)).toThrow(words))

const amount = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 6 }))
  .map(([units, scale]) => ({ units, scale }))

test('sums are exact, whatever the order', () => {
  fc.assert(
    fc.property(amount, amount, amount, (a, b, c) => {
      const row = { A: decimal.format(a), B: decimal.format(b), C: decimal.format(c) }
      expect(value('A + B + C', row)).toBe(value('C + (B + A)', row))
      expect(value('A + B - B = A', row)).toBe('yes')
      expect(value('A * (B + C) = A * B + A * C', row)).toBe('yes')
    }),
  )
})

test('text that is not an expression never does anything but be refused', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), text => {
      try {
        parseExpression(text)
      } catch (error) {
        expect((error as Error).constructor.name).toBe('SyntaxSlip')
      }
    }),
  )
})
