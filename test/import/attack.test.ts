import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { columnNames } from '#import/read/header.ts'
import { openTable, parseMapping } from '#import/index.ts'
import { compile } from '#import/expression/compile.ts'
import { parseExpression } from '#import/expression/parse.ts'

const base = 'into: accounts\nfields:\n  code: a\n  name: b\n'

test('a mapping that unfolds without end is refused in words', () => {
  const bomb = [...'bcdefghij'].map(
    (key, at) => `${key}: &${key} [${Array<string>(9).fill(`*${'abcdefghij'[at]}`).join(',')}]`,
  )
  expect(() => parseMapping(`a: &a [x, x, x]\n${bomb.join('\n')}\n${base}`)).toThrow(
    /refer to each other too often/,
  )
})

test('names that every object has are no fields', () => {
  expect(() =>
    parseMapping(
      `into: billing\nlines:\n  file: x\n  key: a\n  match: a\n  fields:\n    net: b\nkey: [toString]\n${''}fields:\n  invoice: a\n  day: b\n  currency: c\n`,
    ),
  ).toThrow(/“toString” is no field/)
  expect(() => parseMapping(`source: "\\0"\n${base}`)).toThrow(/no text/)
})

test('replacements of replacements end before they fill the memory', () => {
  const bomb = `${'replace('.repeat(9)}x${", 'a', 'aaaaaaaaaa')".repeat(9)}`
  const plain = { mark: () => '.' as const, order: () => undefined }
  const made = compile(
    parseExpression(bomb),
    () => ({ ...plain, label: 'x', get: at => at.cells[0]! }),
    plain,
  )
  expect(() => made.get({ cells: ['aaaaaaaaaa'] })).toThrow(/too long/)
})

test('ten thousand columns of one name are told apart at once', () => {
  const names = columnNames(Array<string>(30_000).fill('Date'))
  expect(new Set(names).size).toBe(30_000)
  expect(names.slice(0, 3)).toEqual(['Date', 'Date 2', 'Date 3'])
  expect(columnNames(['A', 'A 2', 'A', 'a'])).toEqual(['A', 'A 2', 'A 3', 'a 4'])
})

test('a pattern as long as its text gives up in time, row by row', () => {
  const plain = { mark: () => '.' as const, order: () => undefined }
  const column = (at: number) => ({
    ...plain,
    label: 'x',
    get: (row: { cells: readonly string[] }) => row.cells[at]!,
  })
  const made = compile(
    parseExpression('matches(text, pattern)'),
    name => column(name === 'text' ? 0 : 1),
    plain,
  )
  const long = 'a'.repeat(400_000)
  expect(() => made.get({ cells: [long, `*${long.slice(200_000)}b`] })).toThrow(/too long for this pattern/)
  expect(made.get({ cells: [`${long}b`, '*a*b'] })).toBe(true)
})

test('texts put together end before they fill the memory', () => {
  const plain = { mark: () => '.' as const, order: () => undefined }
  const x = { ...plain, label: 'x', get: (row: { cells: readonly string[] }) => row.cells[0]! }
  const made = compile(parseExpression(Array<string>(400).fill('x').join('&')), () => x, plain)
  expect(() => made.get({ cells: ['a'.repeat(100_000)] })).toThrow(/too long/)
})

test('fifteen thousand wrong names are refused at once, in few words; one name twice is still seen', () => {
  const keys = Array.from({ length: 15_000 }, (_, n) => `f${n}: a`).join('\n')
  const asked = performance.now()
  expect(() => parseMapping(keys)).toThrow(/And \d+ more of the kind/)
  expect(performance.now() - asked).toBeLessThan(8_000)
  expect(() => parseMapping(`${base}  code: c\n`)).toThrow(/“code” stands in it twice/)
})

test('a header row without end is refused: cut off, it would name columns that are not there', async () => {
  const wide = Array.from({ length: 20_000 }, (_, n) => `column ${n}`).join(',')
  const stream = Readable.from(wide.match(/.{1,60000}|$/g)!.map(part => Buffer.from(`${part}`)))
  await expect(openTable({ name: 'wide.csv', stream })).rejects.toThrow(/header row without end/)
})
