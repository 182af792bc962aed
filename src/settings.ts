/**
 * Every setting of Plumbline, from the environment, checked before anything starts.
 * The table in docs/guide/settings.md is this one; a test compares them.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

export type Settings = {
  port: number
  host: string
  /** The data folder, as a full path. */
  data: string
  /** For the role `app`; undefined: the database that Plumbline brings along. */
  databaseUrl: string | undefined
  /** For the role `owner`, who migrates, backs up and restores. */
  databaseOwnerUrl: string | undefined
  secret: string
  /** Without a slash at the end. */
  publicUrl: string
  /** Undefined: messages are shown to the administrator as links to hand over. */
  mail: { url: string; from: string } | undefined
  logLevel: (typeof LOG_LEVELS)[number]
}

type Variable = { standard: string; wants: string; means: string }

export const VARIABLES = {
  PORT: {
    standard: '4000',
    wants: 'a port from 0 (any free one) to 65535',
    means: 'Port that Plumbline listens on.',
  },
  HOST: {
    standard: '127.0.0.1',
    wants: 'an address or name of this machine',
    means: 'Address it listens on. `0.0.0.0` opens it to the network; put a proxy with TLS before it.',
  },
  PLUMBLINE_DATA: {
    standard: './data',
    wants: 'a folder',
    means: 'Folder for the database, the secret and uploaded files. `./data` is beside `package.json`.',
  },
  DATABASE_URL: {
    standard: 'none: a database of its own',
    wants: 'postgres://user:password@host:port/database',
    means: 'A PostgreSQL from 15 on, to be used in place of the one in the data folder.',
  },
  DATABASE_OWNER_URL: {
    standard: 'DATABASE_URL',
    wants: 'postgres://user:password@host:port/database',
    means: 'The same database, as the role that may change its tables, back it up and restore it.',
  },
  PLUMBLINE_SECRET: {
    standard: 'made, and kept in the data folder',
    wants: 'at least 32 characters',
    means: 'Signs sessions and links. Several processes on one database need the same.',
  },
  PUBLIC_URL: {
    standard: 'http://HOST:PORT',
    wants: 'an http or https address without a path, such as https://plumbline.example.com',
    means: 'Address that people type; links in messages begin with it.',
  },
  SMTP_URL: {
    standard: 'none: messages are shown as links',
    wants: 'smtp://user:password@host:port, or smtps:// for TLS from the first byte',
    means: 'Mail server. Without one, every message is shown to the administrator as a link to hand over.',
  },
  MAIL_FROM: {
    standard: 'none',
    wants: 'a sender, such as Plumbline <plumbline@example.com>',
    means: 'Sender of messages; needed with `SMTP_URL`.',
  },
  LOG_LEVEL: { standard: 'info', wants: `one of ${LOG_LEVELS.join(', ')}`, means: 'How much is logged.' },
} satisfies Record<string, Variable>

type Name = keyof typeof VARIABLES
type Environment = Readonly<Record<string, string | undefined>>

/** All that is wrong with the environment, a sentence for each. */
export class SettingsError extends Error {
  readonly sentences: readonly string[]

  constructor(sentences: readonly string[]) {
    super(sentences.join('\n'))
    this.name = 'SettingsError'
    this.sentences = sentences
  }
}

/** Reads the environment and makes the secret if there is none. */
export function loadSettings(environment: Environment = process.env): Settings {
  const { secret, ...rest } = checkSettings(environment)
  return { ...rest, secret: secret ?? keptSecret(rest.data) }
}

/** The part that touches nothing: only reads what it is given. */
export function checkSettings(
  environment: Environment,
): Omit<Settings, 'secret'> & { secret: string | undefined } {
  const wrong: string[] = []
  // A variable that is set to nothing is one that is not set: env files and container managers write those.
  const given = (name: Name) => environment[name]?.trim() || undefined
  const refuse = (name: Name, why = `is ${shown(name, given(name))}`) => {
    wrong.push(`${name} ${why}; it should be ${VARIABLES[name].wants}.`)
  }
  const checked = (name: Name, is: (text: string) => boolean) => {
    const text = given(name)
    if (text !== undefined && !is(text)) refuse(name)
    return text
  }

  const port = Number(
    checked('PORT', text => /^\d{1,5}$/.test(text) && Number(text) <= 65535) ?? VARIABLES.PORT.standard,
  )
  const host = checked('HOST', text => !/[\s/]/.test(text)) ?? VARIABLES.HOST.standard
  const data = given('PLUMBLINE_DATA')
  const databaseUrl = checked('DATABASE_URL', isUrl('postgres:', 'postgresql:'))
  const ownerUrl = checked('DATABASE_OWNER_URL', isUrl('postgres:', 'postgresql:'))
  const secret = checked('PLUMBLINE_SECRET', text => text.length >= 32)
  const publicUrl = checked(
    'PUBLIC_URL',
    text => isUrl('http:', 'https:')(text) && new URL(text).pathname === '/',
  )
  const smtp = checked('SMTP_URL', isUrl('smtp:', 'smtps:'))
  const from = checked('MAIL_FROM', text => /\S@\S/.test(text))
  const logLevel = checked('LOG_LEVEL', isLogLevel) ?? VARIABLES.LOG_LEVEL.standard
  if (smtp !== undefined && from === undefined) refuse('MAIL_FROM', 'is not set, and SMTP_URL is')
  if (ownerUrl !== undefined && databaseUrl === undefined)
    refuse('DATABASE_URL', 'is not set, and DATABASE_OWNER_URL is')
  if (wrong.length > 0 || !isLogLevel(logLevel)) throw new SettingsError(wrong)

  return {
    port,
    host,
    // The folder that goes without saying is Plumbline's own; one that is said is said from where the reader stands.
    data: data === undefined ? join(import.meta.dirname, '..', 'data') : resolve(data),
    databaseUrl,
    databaseOwnerUrl: ownerUrl ?? databaseUrl,
    secret,
    publicUrl: publicUrl === undefined ? `http://${reachable(host)}:${port}` : new URL(publicUrl).origin,
    mail: smtp !== undefined && from !== undefined ? { url: smtp, from } : undefined,
    logLevel,
  }
}

function isUrl(...protocols: string[]): (text: string) => boolean {
  return text =>
    URL.canParse(text) && protocols.includes(new URL(text).protocol) && new URL(text).hostname !== ''
}

function isLogLevel(text: string): text is Settings['logLevel'] {
  return LOG_LEVELS.some(level => level === text)
}

/** Passwords and secrets don't go into a log for having been mistyped. */
function shown(name: Name, text: string | undefined): string {
  if (name === 'PLUMBLINE_SECRET') return `${text?.length ?? 0} characters long`
  return `"${text?.replace(/\/\/[^@/]*@/, '//…@')}"`
}

/** An address one can type, from one that is listened on. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

function keptSecret(data: string): string {
  const file = join(data, 'secret')
  mkdirSync(data, { recursive: true })
  try {
    // wx: of two that start at once, one writes and both read.
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new SettingsError([
        `The secret cannot be kept in ${file} (${(error as Error).message}). Set PLUMBLINE_SECRET.`,
      ])
    }
  }
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length < 32)
    throw new SettingsError([
      `The secret in ${file} is not whole. Remove the file; everybody will have to sign in again.`,
    ])
  return secret
}
