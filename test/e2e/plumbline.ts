import { test as base, expect, type Page } from '@playwright/test'
import { AxeBuilder } from '@axe-core/playwright'
import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.join(import.meta.dirname, '..', '..')

/** While writing tests: a demo that runs already, rather than one that is loaded anew each time. */
const lent = process.env['E2E_DEMO']

type Servers = { demo: string; empty: string }

/** Two Plumblines for the browser tests, each begun when a test first asks for it: the demo's, and an empty one. */
/* oxlint-disable no-empty-pattern -- Playwright reads from the pattern which fixtures are wanted: none */
export const test = base.extend<{ signIn: (name: string) => Promise<void> }, Servers>({
  demo: [
    ({}, use) => (lent ? use(lent) : running('demo/demo.ts', use)),
    { scope: 'worker', timeout: 240_000 },
  ],
  empty: [({}, use) => running('src/start.ts', use), { scope: 'worker', timeout: 120_000 }],
  signIn: async ({ page, demo }, use) => {
    await use(async name => {
      await page.context().clearCookies()
      await page.goto(`${demo}/sign-in`)
      await page.getByRole('button', { name, exact: true }).click()
      await expect(page.getByRole('link', { name: /home/ }).first()).toBeVisible()
    })
  },
})

/* oxlint-enable no-empty-pattern */

async function running(script: string, use: (url: string) => Promise<void>): Promise<void> {
  const data = await mkdtemp(path.join(tmpdir(), 'plumbline-e2e-'))
  // as root the database runs as another user, who must be able to enter
  await chmod(data, 0o755)
  const child = spawn(process.execPath, [script], {
    cwd: root,
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', PLUMBLINE_DATA: data, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  try {
    await use(await addressOf(child))
  } finally {
    const gone = new Promise(done => child.once('exit', done))
    if (child.exitCode === null && child.kill('SIGTERM')) await gone
    await rm(data, { recursive: true, force: true })
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((found, failed) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const url = / is at (http:\S+)/.exec(said)?.[1]
      if (url) found(url)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', () => failed(new Error(`Plumbline did not start:\n${said}`)))
  })
}

/** Axe finds nothing on the page as it stands, whatever is open on it. */
export async function expectAccessible(page: Page, rules?: string[]): Promise<void> {
  const axe = new AxeBuilder({ page })
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.target.join(' ')).join(', ')}`),
  ).toEqual([])
}

export { expect }
