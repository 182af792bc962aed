import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { checkSettings, loadSettings, SettingsError, VARIABLES } from '#settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-settings-'))
afterAll(() => rmSync(folder, { recursive: true }))

function sentences(environment: Record<string, string>): readonly string[] {
  try {
    checkSettings(environment)
  } catch (error) {
    if (error instanceof SettingsError) return error.sentences
    throw error
  }
  return []
}

test('an empty environment is enough', () => {
  expect(checkSettings({ PORT: '' })).toMatchObject({
    port: 4000,
    host: '127.0.0.1',
    data: join(import.meta.dirname, '..', 'data'),
    databaseUrl: undefined,
    databaseOwnerUrl: undefined,
    secret: undefined,
    publicUrl: 'http://127.0.0.1:4000',
    mail: undefined,
    logLevel: 'info',
  })
})

test('what is set is taken', () => {
  const settings = checkSettings({
    PORT: '80',
    HOST: '::',
    PLUMBLINE_DATA: '/srv/plumbline',
    DATABASE_URL: 'postgres://app:x@db/plumbline',
    DATABASE_OWNER_URL: 'postgresql://owner:x@db/plumbline',
    PLUMBLINE_SECRET: 's'.repeat(32),
    PUBLIC_URL: 'https://plumbline.example.com/',
    SMTP_URL: 'smtps://u:p@mail.example.com',
    MAIL_FROM: 'Plumbline <p@example.com>',
    LOG_LEVEL: 'debug',
  })
  expect(settings).toEqual({
    port: 80,
    host: '::',
    data: '/srv/plumbline',
    databaseUrl: 'postgres://app:x@db/plumbline',
    databaseOwnerUrl: 'postgresql://owner:x@db/plumbline',
    secret: 's'.repeat(32),
    publicUrl: 'https://plumbline.example.com',
    mail: { url: 'smtps://u:p@mail.example.com', from: 'Plumbline <p@example.com>' },
    logLevel: 'debug',
  })
})

test('the owner of the database is whoever DATABASE_URL names, unless another is', () => {
  expect(checkSettings({ DATABASE_URL: 'postgres://a@db/x' }).databaseOwnerUrl).toBe('postgres://a@db/x')
})

describe('a sentence names the variable, what was found and what is wanted', () => {
  test.each([
    [{ PORT: '80a' }, 'PORT is "80a"; it should be a port from 0 (any free one) to 65535.'],
    [{ PORT: '65536' }, 'PORT is "65536"; it should be a port from 0 (any free one) to 65535.'],
    [{ HOST: 'http://x' }, 'HOST is "http://x"; it should be an address or name of this machine.'],
    [
      { DATABASE_URL: 'mysql://me:secret@h/d' },
      'DATABASE_URL is "mysql://…@h/d"; it should be postgres://user:password@host:port/database.',
    ],
    [
      { PLUMBLINE_SECRET: 'short' },
      'PLUMBLINE_SECRET is 5 characters long; it should be at least 32 characters.',
    ],
    [
      { PUBLIC_URL: 'https://x.example/app' },
      'PUBLIC_URL is "https://x.example/app"; it should be an http or https address without a path, such as https://plumbline.example.com.',
    ],
    [
      { SMTP_URL: 'smtp://mail' },
      'MAIL_FROM is not set, and SMTP_URL is; it should be a sender, such as Plumbline <plumbline@example.com>.',
    ],
    [
      { DATABASE_OWNER_URL: 'postgres://o@h/d' },
      'DATABASE_URL is not set, and DATABASE_OWNER_URL is; it should be postgres://user:password@host:port/database.',
    ],
    [
      { LOG_LEVEL: 'loud' },
      'LOG_LEVEL is "loud"; it should be one of fatal, error, warn, info, debug, trace, silent.',
    ],
  ])('%j', (environment: Record<string, string>, sentence) => {
    expect(sentences(environment)).toEqual([sentence])
  })

  test('and all of them are told at once', () => {
    expect(sentences({ PORT: 'x', LOG_LEVEL: 'y' })).toHaveLength(2)
  })
})

test('a secret is made once, for our eyes only', () => {
  const first = loadSettings({ PLUMBLINE_DATA: folder }).secret
  expect(first.length).toBeGreaterThanOrEqual(32)
  expect(loadSettings({ PLUMBLINE_DATA: folder }).secret).toBe(first)
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600)
})

test('half a secret is not taken for one', () => {
  writeFileSync(join(folder, 'secret'), 'half')
  expect(() => loadSettings({ PLUMBLINE_DATA: folder })).toThrow('is not whole')
})

test('the guide lists the same variables, in the same words', () => {
  const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'guide', 'settings.md'), 'utf8')
  const rows = page.split('\n').filter(line => line.startsWith('| `'))
  const wanted = Object.entries(VARIABLES).map(
    ([name, { standard, wants, means }]) => `| \`${name}\` | ${standard} | ${wants} | ${means} |`,
  )
  expect(rows).toEqual(wanted)
})
