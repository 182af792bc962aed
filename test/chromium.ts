/** A Chromium for the browser tests: one of the machine, else one installed for it. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, mkdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const CACHE = join(import.meta.dirname, '..', '.cache')
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const MAC = ['Google Chrome', 'Chromium'].map(name => `/Applications/${name}.app/Contents/MacOS/${name}`)

/**
 * Finds or installs it, and leaves its place in $CHROMIUM for whatever is started after.
 * @throws a sentence when none can be had: a browser test that is skipped says that all is well.
 */
export async function chromium(say: (sentence: string) => void): Promise<string> {
  const found = told() ?? onTheMachine() ?? byApt(say) ?? (await fromNpm(say))
  const tried = spawnSync(found, ['--version'], { encoding: 'utf8' })
  if (tried.status !== 0) {
    const why = tried.error?.message ?? tried.stderr.trim().split('\n')[0] ?? ''
    throw new Error(`${found} does not run (${why}). Install Chromium, or set CHROMIUM to one that does.`)
  }
  process.env['CHROMIUM'] = found
  return found
}

function told(): string | undefined {
  return process.env['CHROMIUM'] || undefined
}

function onTheMachine(): string | undefined {
  const folders = ['/usr/bin', ...(process.env['PATH'] ?? '').split(delimiter)]
  const places = folders.flatMap(folder => NAMES.map(name => join(folder, name)))
  return [...places, ...MAC].find(isProgram)
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
async function fromNpm(say: (sentence: string) => void): Promise<string> {
  say('There is no Chromium here and none can be installed; unpacking the one of @sparticuz/chromium …')
  try {
    // It looks at these as it is imported: where to unpack, and that its own libraries are wanted.
    mkdirSync(CACHE, { recursive: true })
    process.env['TMPDIR'] = CACHE
    process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs22.x'
    const packed = await import('@sparticuz/chromium')
    return await packed.default.executablePath()
  } catch (error) {
    throw new Error(
      `The browser tests need Chromium, and none was found, installed or unpacked (${(error as Error).message}). ` +
        'Install Chromium or Google Chrome, or set CHROMIUM to its place.',
    )
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
