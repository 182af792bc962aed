/** What boot.cjs runs ends when it ends, however it ends, and it ends as that ended. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const target = join(import.meta.dirname, 'target.ts')

type Told = { pid: number; cwd: string; args: string[] }

test('arguments go in, the exit code comes out', () => {
  const ended = spawnSync(process.execPath, ['boot.cjs', target, 'exit', 'two words'], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(JSON.parse(ended.stdout)).toMatchObject({ cwd: root, args: ['exit', 'two words'] })
  expect(ended.status).toBe(7)
})

test('without npm’s own variables too, and from another folder', () => {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)))
  const ended = spawnSync(process.execPath, [join(root, 'boot.cjs'), target], {
    cwd: tmpdir(),
    env,
    encoding: 'utf8',
  })
  expect(ended.status).toBe(0)
})

test('plumbline.cjs stays in the folder of whoever types it', () => {
  const home = mkdtempSync(join(tmpdir(), 'plumbline-boot-'))
  const ended = spawnSync(process.execPath, [join(root, 'plumbline.cjs'), '--help'], {
    cwd: home,
    encoding: 'utf8',
  })
  rmSync(home, { recursive: true })
  expect(ended.status).toBe(0)
  expect(ended.stdout).toContain('plumbline')
})

test('SIGTERM is passed on', async () => {
  const { boot, told } = await waiting()
  boot.kill('SIGTERM')
  expect(await once(boot, 'exit')).toEqual([9, null])
  expect(isRunning(told.pid)).toBe(false)
})

test('killed outright, it takes the target along', async () => {
  const { boot, told } = await waiting()
  boot.kill('SIGKILL')
  await once(boot, 'exit')
  await until(() => !isRunning(told.pid))
  expect(isRunning(told.pid)).toBe(false)
})

test('a target that is killed kills it in the same way', async () => {
  const { boot, told } = await waiting()
  process.kill(told.pid, 'SIGKILL')
  expect(await once(boot, 'exit')).toEqual([null, 'SIGKILL'])
})

test('the lock of a boot that was killed holds nobody up', () => {
  const home = mkdtempSync(join(tmpdir(), 'plumbline-boot-'))
  const { alone } = createRequire(import.meta.url)('../../boot/lock.cjs') as {
    alone(root: string, work: () => void): void
  }
  mkdirSync(join(home, '.node'))
  const lock = join(home, '.node', 'boot.lock')
  writeFileSync(lock, '999999')
  let during = ''
  alone(home, () => (during = readFileSync(lock, 'utf8')))
  expect(during).toBe(String(process.pid))
  expect(existsSync(lock)).toBe(false)
  rmSync(home, { recursive: true })
})

async function waiting(): Promise<{ boot: ChildProcess; told: Told }> {
  const boot = spawn(process.execPath, ['boot.cjs', target, 'wait'], { cwd: root })
  for await (const line of createInterface({ input: boot.stdout }))
    return { boot, told: JSON.parse(line) as Told }
  throw new Error('boot.cjs said nothing')
}

function isRunning(pid: number): boolean {
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()
  return state !== '' && !state.startsWith('Z')
}

async function until(is: () => boolean): Promise<void> {
  while (!is()) await new Promise(resolve => setTimeout(resolve, 25))
}
