import { spawn } from 'node:child_process'
import path from 'node:path'
import { CalledWrongly, type Command } from './command.ts'

const root = path.join(import.meta.dirname, '..', '..')

export const serveCommand: Command = {
  name: 'serve',
  usage: 'serve',
  does: 'serves your own organisation until it is stopped, as npm start does; settings by environment',
  run: args => inForeground('serve', args, 'src/start.ts'),
}

export const demoCommand: Command = {
  name: 'demo',
  usage: 'demo',
  does: 'serves the demo organisation until it is stopped, as npm run demo does',
  run: args => inForeground('demo', args, 'demo/demo.ts'),
}

/**
 * Runs a program of ours through the boot script, which builds the screens first. It is a process of its own, for
 * that is what the boot script ends and is ended with; signals go on to it, and its exit code is ours.
 */
function inForeground(name: string, args: readonly string[], program: string): Promise<number> {
  if (args.length > 0)
    throw new CalledWrongly(`${name} takes nothing: set PORT, HOST, PLUMBLINE_DATA … in the environment.`)
  // the boot script goes to the project's folder; what was said here was meant from here
  const data = process.env['PLUMBLINE_DATA']
  const child = spawn(process.execPath, [path.join(root, 'boot.cjs'), '--screens', program], {
    env: { ...process.env, ...(data && { PLUMBLINE_DATA: path.resolve(data) }) },
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // Ctrl-C reaches everybody in the terminal; passed on as well it would count as the second, impatient one
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  return new Promise((ended, failed) => {
    child.on('error', failed)
    child.on('exit', code => ended(code ?? 1))
  })
}
