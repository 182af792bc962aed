/** Every text of the screens is in the message catalogue; `plain/Broken.tsx` breaks that in each way there is. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { escapedTexts } from './texts.ts'

const root = join(import.meta.dirname, '../..')

/** Words that look like a text and are none. */
const NO_TEXT = [
  /Source S|Plumbline$|^Segoe|^Problem$|^CSV$|^SVG$|^PNG$|^Excel$/,
  /^(input|td|a), /,
  /^xMid/,
  // what stands in a mapping
  /^(number\(|replaces (months|all)$|into: )/,
  /^Ctrl K$/,
]

const escaped = (file: string) =>
  escapedTexts(file, readFileSync(join(root, file), 'utf8'))
    .filter(({ text }) => !NO_TEXT.some(none => none.test(text)))
    .map(({ line, text, why }) => `${line}: “${text}” ${why}`)

test('what escapes is found, and nothing else', () => {
  expect(escaped('test/house/plain/Broken.tsx')).toEqual([
    '5: “t`too early`” is said before a language is known: put it into a function',
    '9: “spoken” is not in the catalogue',
    '9: “plain” is not in the catalogue',
    '11: “late” is not in the catalogue',
    '11: “in time” is not in the catalogue',
    '12: “No” is not in the catalogue',
    '13: “Far too late” is not in the catalogue',
  ])
})

test('no text of a screen is outside the catalogue', () => {
  const files = globSync('src/web/**/*.{ts,tsx}', { cwd: root })
  expect(files.flatMap(file => escaped(file).map(told => `${file}:${told}`))).toEqual([])
})
