/** `npm test`: all of it, browser tests included. With arguments, only the unit tests that they name. */
import { existsSync, globSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from './chromium.ts'
import { fromPlaywright, fromVitest, NOTHING, sum, type Count } from './run/count.ts'
import { node, tool } from './run/steps.ts'

const root = join(import.meta.dirname, '..')
const results = join(root, 'test-results')
const only = process.argv.slice(2)
process.chdir(root)
rmSync(results, { recursive: true, force: true })
mkdirSync(results)

const counts = [await unitTests()]
if (only.length === 0) counts.push(await browserTests())
const { passed, failed } = sum(counts)
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)

async function unitTests(): Promise<Count> {
  const report = join(results, 'vitest.json')
  const code = await node(tool('vitest', 'vitest.mjs'), [
    'run',
    ...only,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  return fromVitest(report, code)
}

async function browserTests(): Promise<Count> {
  const files = globSync('test/e2e/**/*.spec.ts')
  if (files.length === 0) return NOTHING
  try {
    console.log(`Browser: ${await chromium(console.log)}`)
  } catch (error) {
    console.error((error as Error).message)
    return { passed: 0, failed: files.length }
  }
  if (
    existsSync('vite.config.ts') &&
    (await node(tool('vite', 'bin/vite.js'), ['build', '--logLevel=warn'])) !== 0
  ) {
    console.error('The screens do not build, so no browser test can be run.')
    return { passed: 0, failed: files.length }
  }
  const code = await node(tool('@playwright/test', 'cli.js'), ['test'])
  return fromPlaywright(join(results, 'playwright.json'), code)
}
