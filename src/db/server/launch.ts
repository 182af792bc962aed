/** One run of the server process, tied to ours. */
import { spawn } from 'node:child_process'
import { closeSync, openSync, renameSync, statSync } from 'node:fs'
import { totalmem } from 'node:os'
import { type Account, runAs } from './account.ts'
import type { Binaries } from './binaries.ts'
import type { Listening } from './listen.ts'
import type { Place } from './place.ts'

export type Needs = {
  place: Place
  account: Account | undefined
  binaries: Binaries
  listening: Listening
  /** The number of a server that is dead; see orphan.ts. */
  dead: number | undefined
}

export type Run = {
  ended: Promise<void>
  hasEnded(): boolean
  /** Lets everybody finish the statement they are in, then ends. */
  stop(): void
}

/** A sixteenth of what this machine, or this container, may use: an import's indexes want to stay in it. */
const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity)
const buffers = Math.max(128, Math.min(1024, Math.floor(memory / 16 / 1024 ** 2)))

const SETTINGS = {
  shared_buffers: `${buffers}MB`,
  // an import of a million lines passes one checkpoint, not five: each makes whole pages be written again
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  max_connections: '120',
  jit: 'off', // our statements are short, and compiling one costs more than it saves
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/**
 * A shell stands between and holds a pipe from us. When we die in any way the pipe closes, and it tells
 * the server to stop: nothing in Node could do that after a SIGKILL.
 */
const WATCHDOG =
  'exec 3<&0; "$@" </dev/null & p=$!; (cat <&3 >/dev/null; kill -INT $p) & c=$!; wait $p; r=$?; kill $c; exit $r'

export function launch({ place, account, binaries, listening, dead }: Needs): Run {
  const log = openLog(place.log)
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = [binaries.postgres, '-D', place.data, ...listening.arguments, ...settings]
  const [program = '', ...args] =
    process.platform === 'win32' ? command : ['/bin/sh', '-c', WATCHDOG, 'plumbline-database', ...command]
  const as = runAs(account)
  const child = spawn(program, args, {
    ...as,
    // PostgreSQL passes over a pid file that names its grandparent, and still checks that no memory is shared.
    env: { ...as.env, ...(dead === undefined ? {} : { PG_GRANDPARENT_PID: String(dead) }) },
    detached: process.platform !== 'win32', // Ctrl-C is for us; we decide when the database ends
    windowsHide: true,
    stdio: ['pipe', log, log],
  })
  closeSync(log)
  let over = false
  const ended = new Promise<void>(resolve => {
    const end = () => {
      over = true
      resolve()
    }
    child.once('exit', end).once('error', end)
  })
  child.stdin?.on('error', () => undefined) // the watchdog was killed, and 'exit' tells
  return { ended, hasEnded: () => over, stop: () => void child.stdin?.end() }
}

function openLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > 10_000_000) renameSync(file, `${file}.1`)
  return openSync(file, 'a', 0o600)
}
