import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'

/** Each opens in its own process; tests wait only for the one that they are about to visit. */
const houses = ['norrsken', 'adventure'] as const
export type House = 'empty' | 'norrsken' | 'norrskenByPassword' | 'adventure'

/**
 * Starts all houses for the run and says where their addresses will stand; ends them when the run ends.
 * While one writes tests, ADVENTURE_URL spares the loading: a demo that runs already is visited instead.
 */
// oxlint-disable-next-line import/no-default-export -- Playwright takes no other
export default async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-e2e-'))
  process.env['PLUMBLINE_E2E'] = folder
  const adventure = process.env['ADVENTURE_URL']
  if (adventure) writeFileSync(path.join(folder, 'adventure'), JSON.stringify({ adventure }))
  const toOpen = houses.filter(house => !existsSync(path.join(folder, house)))
  const running = toOpen.map(house =>
    spawn(process.execPath, [path.join(import.meta.dirname, `${house}.ts`), path.join(folder, house)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, NODE_OPTIONS: '' },
    }),
  )
  return async () => {
    await Promise.all(running.map(ended))
    rmSync(folder, { recursive: true, force: true })
  }
}

function ended(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  const gone = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  return gone
}

/** The address of a house, as soon as it is open. */
export async function addressOf(house: House): Promise<string> {
  while (!isOpen(house)) await setTimeout(100)
  const told = JSON.parse(readFileSync(toldIn(house), 'utf8')) as Record<string, string>
  const address = told[house]
  if (!address) throw new Error(`The house ${house} did not open: ${told['error']}`)
  return address
}

export function isOpen(house: House): boolean {
  return existsSync(toldIn(house))
}

function toldIn(house: House): string {
  return path.join(process.env['PLUMBLINE_E2E'] ?? '', house === 'adventure' ? 'adventure' : 'norrsken')
}
