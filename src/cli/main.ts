/** `npx plumbline`. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const HELP = `plumbline --version   which Plumbline this is
plumbline --help      this page`

const [command = '--help'] = process.argv.slice(2)
if (command === '--version') console.log(version())
else if (command === '--help') console.log(HELP)
else {
  console.error(`plumbline has no command "${command}".\n${HELP}`)
  process.exitCode = 2
}

function version(): string {
  const about = readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')
  return (JSON.parse(about) as { version: string }).version
}
