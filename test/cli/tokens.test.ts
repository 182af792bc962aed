import { peopleActions } from '#actions/people/index.ts'
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { foundNordlicht, password } from '../http/nordlicht.ts'
import { serve } from '../http/serve.ts'

const served = await serve(await testDatabase(), { actions: peopleActions })
await foundNordlicht(served)
const main = path.join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts')

/** A process of its own, as somebody types it: what it prints where, and its exit code. */
async function plumbline(args: string[], of: { token?: string; types?: string } = {}) {
  const env = { ...process.env, PLUMBLINE_URL: served.url, PLUMBLINE_TOKEN: of.token }
  const running = promisify(execFile)(process.execPath, [main, ...args], { env })
  running.child.stdin!.end(of.types ?? '')
  const { stdout, stderr, code } = await running
    .catch((error: { stdout: string; stderr: string; code: number }) => error)
    .then(ended => ({ code: 0, ...ended }))
  return { code, out: stdout.trim(), err: stderr }
}

test(
  'a token is made by e-mail and password, works, is listed without itself, and ends',
  { timeout: 90_000 },
  async () => {
    const make = ['token', 'create', 'nightly', '--as', 'nils@nordlicht.example', '--days', '7']
    const wrong = await plumbline(make, { types: 'not his password\n' })
    expect(wrong).toMatchObject({ code: 1, out: '' })
    const made = await plumbline(make, { types: `${password}\n` })
    expect(made).toMatchObject({ code: 0, err: expect.stringContaining('shown this once') })
    expect(made.out).toMatch(/^plb_[\w-]+$/)
    const token = made.out

    const listed = await plumbline(['token', 'list'], { token })
    expect(listed.out).toContain('nightly')
    expect(listed.out).not.toContain(token)
    const [{ id }] = JSON.parse((await plumbline(['token', 'list', '--json'], { token })).out) as [
      { id: string },
    ]
    expect(await plumbline(['token', 'revoke', id], { token })).toMatchObject({ code: 0 })
    expect(await plumbline(['token', 'list'], { token })).toMatchObject({ code: 1, err: 'Sign in first.\n' })
  },
)

test('making one leaves no sign-in behind', async () => {
  const nils = served.visitor()
  await nils.post('/auth/sign-in/email', { email: 'nils@nordlicht.example', password })
  const open = async () => ((await nils.get('/me/sign-ins')).body['signIns'] as unknown as object[]).length
  const before = await open()
  await plumbline(['token', 'create', 'another', '--as', 'nils@nordlicht.example'], {
    types: `${password}\n`,
  })
  expect(await open()).toBe(before)
})

test('a command that is called wrongly says how it is called', { timeout: 90_000 }, async () => {
  for (const args of [
    ['token'],
    ['token', 'create', 'x'],
    ['serve', 'now'],
    ['figures', 'quota', '--csv', '--json'],
  ]) {
    const said = await plumbline(args)
    expect(said, args.join(' ')).toMatchObject({ code: 2, err: expect.stringContaining('Usage: plumbline') })
  }
})
