import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseMapping } from '#import/index.ts'
import { functions } from '#import/expression/functions.ts'

const guide = readFileSync(new URL('../../docs/guide/mappings.md', import.meta.url), 'utf8')
const examples = [...guide.matchAll(/```yaml\n(.*?)```/gs)].map(match => match[1]!)

test('every mapping in the guide can be used', () => {
  expect(examples.length).toBeGreaterThanOrEqual(7)
  for (const example of examples) expect(() => parseMapping(example), example).not.toThrow()
})

test('the guide lists every function as it is written', () => {
  for (const { shape, means } of Object.values(functions))
    expect(guide).toContain(`| \`${shape}\` | ${means} |`)
})
