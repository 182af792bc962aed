import { expect, test } from 'vitest'
import { columnNames } from '#import/read/header.ts'
import { parseMapping } from '#import/index.ts'
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
