import { expect, test } from 'vitest'
import { csv, csvCell } from '#export/csv.ts'

test.each([
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['+1+1', "'+1+1"],
  ['-2-3', "'-2-3"],
  ['\t=1', `"'\t=1"`],
  ['-12.50', '-12.50'],
  ['+46', '+46'],
  ['12,5O', '"12,5O"'],
  ['Åkerö', 'Åkerö'],
  ['a\nb', '"a\nb"'],
  [null, ''],
  [7, '7'],
])('%j is written %j', (value, cell) => expect(csvCell(value)).toBe(cell))

test('a file has a header, CRLF and the mark that spreadsheets look for', () => {
  expect(csv(['line', 'value'], [[14, '=1']])).toBe("\uFEFFline,value\r\n14,'=1\r\n")
})
