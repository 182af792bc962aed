import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SharedTexts } from '#import/xlsx/texts.ts'
import { attribute, XmlScanner } from '#import/xlsx/xml.ts'

function read(pieces: readonly string[]): string[] {
  const seen: string[] = []
  const scanner = new XmlScanner({
    open: (name, attributes) => seen.push(`<${name}${attributes}`),
    // where a text is cut is no matter
    text: text => (seen.at(-1)?.startsWith('"') ? seen.push(seen.pop()! + text) : seen.push(`"${text}`)),
    close: name => seen.push(`/${name}`),
  })
  for (const piece of pieces) scanner.write(piece)
  scanner.end()
  return seen
}

const document = `<?xml version="1.0"?><!-- a > b --><x:a q='1 > "0"' n = "&lt;é"><b/>one &amp; <![CDATA[<two> &amp;]]>&#233;&#x1F600;<c\nd="e" /></x:a >`

test('elements, attributes, texts and references are read', () => {
  expect(read([document])).toEqual([
    '<a q="1 > &quot;0&quot;" n="&lt;é"',
    '<b',
    '/b',
    '"one & <two> &amp;é😀',
    '<c d="e"',
    '/c',
    '/a',
  ])
  const opened = ' q="1 > &quot;0&quot;" n="&lt;é"'
  expect(attribute(opened, 'q')).toBe('1 > "0"')
  expect(attribute(opened, 'n')).toBe('<é')
  expect(attribute(opened, 'p')).toBeUndefined()
})

test('law: wherever the document is cut, it reads the same', () => {
  const cuts = fc.array(fc.nat({ max: document.length }), { maxLength: 12 })
  fc.assert(
    fc.property(cuts, places => {
      const edges = [0, ...places.toSorted((a, b) => a - b), document.length]
      const pieces = edges.slice(1).map((end, n) => document.slice(edges[n], end))
      expect(read(pieces)).toEqual(read([document]))
    }),
  )
})

test('what ends within a tag is refused', () => {
  expect(() => read(['<a><b'])).toThrow('ends within a tag')
})

test('law: a table of texts gives back what was put in', () => {
  const texts = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary' }).map(text => text.toWellFormed()),
      fc.constant('x'.repeat(700_000)),
    ),
    { maxLength: 30 },
  )
  fc.assert(
    fc.property(texts, all => {
      const table = new SharedTexts()
      for (const text of all) table.add(text)
      expect(all.map((_, n) => table.at(n))).toEqual(all)
      expect(table.at(all.length)).toBeUndefined()
      expect(table.at(Number.NaN)).toBeUndefined()
    }),
    { numRuns: 30 },
  )
  const table = new SharedTexts()
  for (const text of ['a', 'é'.repeat(2_000_000), 'b', '']) table.add(text)
  expect([table.at(0), table.at(1)?.length, table.at(2), table.at(3)]).toEqual(['a', 2_000_000, 'b', ''])
})
