/** `npx plumbline`. */
import { Failure } from '#core/failure.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refused } from './client.ts'
import { CalledWrongly, type Command } from './command.ts'
import { commands } from './commands.ts'

process.exitCode = await main(process.argv.slice(2))

async function main([word = '--help', ...args]: readonly string[]): Promise<number> {
  if (word === '--version' || word === 'version') return say(version())
  if (word === '--help' || word === 'help') return say(help())
  const command = commands.find(({ name }) => name === word)
  if (!command) {
    console.error(`plumbline has no command "${word}".\n${help()}`)
    return 2
  }
  try {
    return await command.run(args)
  } catch (error) {
    return told(error, command)
  }
}

function say(text: string): number {
  console.log(text)
  return 0
}

/** What a person can act on is a sentence; anything else is a bug and keeps its trace. */
function told(error: unknown, { usage }: Command): number {
  const wrongly = error instanceof CalledWrongly || codeOf(error).startsWith('ERR_PARSE_ARGS')
  if (wrongly) {
    console.error(`${(error as Error).message}\nUsage: plumbline ${usage}`)
    return 2
  }
  const forPeople = error instanceof Failure || error instanceof Refused || codeOf(error) === 'ENOENT'
  console.error(forPeople ? (error as Error).message : error)
  return 1
}

function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? ''
}

function help(): string {
  const rows = [
    ...commands.map(({ usage, does }) => [usage, does] as const),
    ['--version', 'which Plumbline this is'] as const,
    ['--help', 'this page'] as const,
  ]
  return rows.map(([usage, does]) => `plumbline ${usage}\n    ${does}`).join('\n')
}

function version(): string {
  const about = readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')
  return (JSON.parse(about) as { version: string }).version
}
