/** Programs of our packages, run by the Node that we run by. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

export function tool(name: string, file: string): string {
  return join(root, 'node_modules', name, file)
}

/** @returns the exit code; a signal counts as a failure */
export function node(script: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' })
  const end = () => child.kill('SIGTERM')
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', code => {
      process.off('SIGTERM', end)
      process.off('SIGINT', end)
      resolve(code ?? 1)
    })
  })
}
