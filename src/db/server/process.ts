/** What the system knows of a process by its number: numbers are given out again, births and commands tell. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** Running, and not a zombie that nobody has reaped yet. */
export function isAlive(pid: number): boolean {
  if (!exists(pid)) return false
  return !/\) Z/.test(readOr(`/proc/${pid}/stat`))
}

/** Something that differs between two processes of one number; empty where the system does not say. */
export function bornAt(pid: number): string {
  const afterName = readOr(`/proc/${pid}/stat`).split(') ').at(-1)
  return afterName ? (afterName.split(' ')[19] ?? '') : ps(pid, 'lstart=')
}

export function commandOf(pid: number): string {
  return readOr(`/proc/${pid}/cmdline`).replaceAll('\0', ' ') || ps(pid, 'command=')
}

export function readOr(file: string, otherwise = ''): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return otherwise
  }
}

function exists(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** For macOS, which has no /proc. */
function ps(pid: number, column: string): string {
  if (process.platform === 'win32' || existsSync('/proc/self/stat')) return ''
  return (spawnSync('ps', ['-ww', '-o', column, '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '').trim()
}
