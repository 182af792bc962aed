/** Where the server is reached: a Unix socket that only its user can open, or else a loopback port. */
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Account } from './account.ts'
import type { Place } from './place.ts'

export type Listening = {
  address: { host: string; port: number }
  /** For postgres. */
  arguments: string[]
  release(): void
}

type Needs = { place: Place; account: Account | undefined; via: 'socket' | 'port' | undefined }

// sockaddr_un holds 108 bytes on Linux and 104 on macOS, the closing zero included.
const LONGEST = 103
const PORT = 5432

export async function chooseListening({ place, account, via }: Needs): Promise<Listening> {
  const wanted = via ?? (process.platform === 'win32' ? 'port' : 'socket')
  const folder = wanted === 'socket' ? await socketFolder(place, account) : undefined
  if (folder === undefined) return loopback()
  return {
    address: { host: folder, port: PORT },
    arguments: ['-k', folder, '-p', String(PORT), '-c', 'listen_addresses='],
    release: () => forget(join(place.folder, 'socket')),
  }
}

/** In the data folder; where that path is too long, or its file system has no sockets, in a short one of the system. */
async function socketFolder(place: Place, account: Account | undefined): Promise<string | undefined> {
  const own = join(place.folder, 'socket')
  forget(own)
  if (Buffer.byteLength(socketIn(own)) <= LONGEST) {
    mkdirSync(own, { mode: 0o700 })
    if (await holdsSockets(own)) return givenTo(own, account)
    forget(own)
  }
  for (const parent of [tmpdir(), '/tmp']) {
    if (!existsSync(parent) || Buffer.byteLength(socketIn(join(parent, 'plumbline-XXXXXX'))) > LONGEST)
      continue
    const short = mkdtempSync(join(parent, 'plumbline-'))
    if (await holdsSockets(short)) {
      symlinkSync(short, own) // so that the next start finds and removes it if we are killed
      return givenTo(short, account)
    }
    rmSync(short, { recursive: true })
  }
  return undefined
}

function socketIn(folder: string): string {
  return join(folder, `.s.PGSQL.${PORT}.lock`)
}

function givenTo(folder: string, account: Account | undefined): string {
  if (account) chownSync(folder, account.uid, account.gid)
  return folder
}

function forget(own: string): void {
  const found = lstatSync(own, { throwIfNoEntry: false })
  if (found?.isSymbolicLink()) rmSync(readlinkSync(own), { recursive: true, force: true })
  rmSync(own, { recursive: true, force: true })
}

function holdsSockets(folder: string): Promise<boolean> {
  return tryListening({ path: join(folder, '.try') }).then(port => port !== undefined)
}

/** PostgreSQL's own port plus one if nobody has it, else one that the system has free. */
async function loopback(): Promise<Listening> {
  const host = '127.0.0.1'
  const port = (await tryListening({ host, port: PORT + 1 })) ?? (await tryListening({ host, port: 0 }))
  if (port === undefined)
    throw new Error('There is no free port on 127.0.0.1 for the database. Set DATABASE_URL to one elsewhere.')
  return {
    address: { host, port },
    arguments: ['-k', '', '-p', String(port), '-c', `listen_addresses=${host}`],
    release: () => undefined,
  }
}

/** @returns the port (0 for a socket), or undefined if it cannot be had */
function tryListening(at: { path: string } | { host: string; port: number }): Promise<number | undefined> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen(at, () => {
      const address = server.address()
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0))
    })
  })
}
