import { commands } from '#cli/commands.ts'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const guide = readFileSync(new URL('../../docs/guide/cli.md', import.meta.url), 'utf8')
const listed = [...guide.matchAll(/^\| `plumbline ([a-z]+)(.*?)` \|/gm)].map(([, name, usage]) => ({
  name,
  usage,
}))

test('the guide lists every command, and no other', () => {
  expect(new Set(listed.map(({ name }) => name))).toEqual(new Set(commands.map(({ name }) => name)))
})

test('the guide spells every option that a command takes', () => {
  for (const { name, usage } of commands) {
    for (const [option] of usage.matchAll(/--[a-z-]+/g)) expect(guide, `${name} ${option}`).toContain(option)
  }
})

test('what the guide lists for a command, the command says too', () => {
  for (const { name, usage } of listed) {
    const said = commands.find(one => one.name === name)!.usage
    for (const [option] of usage!.matchAll(/--[a-z-]+/g)) expect(said, `${name} ${option}`).toContain(option)
  }
})
