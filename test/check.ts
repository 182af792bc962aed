/** `npm run check`: everything that can be said of the code without running it. Goes through to the end, then tells. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { node, tool } from './run/steps.ts'

process.chdir(join(import.meta.dirname, '..'))

type Step = { name: string; script: string; args: string[]; mend?: string }

const STEPS: Step[] = [
  { name: 'format', script: tool('oxfmt', 'bin/oxfmt'), args: ['--check', '.'], mend: 'npm run format' },
  { name: 'lint', script: tool('oxlint', 'bin/oxlint'), args: ['--deny-warnings'] },
  { name: 'types', script: tool('typescript', 'bin/tsc'), args: ['-p', '.', '--noEmit'] },
  {
    name: 'types of the screens',
    script: tool('typescript', 'bin/tsc'),
    args: ['-p', 'src/web', '--noEmit'],
  },
  {
    name: 'types of the browser tests',
    script: tool('typescript', 'bin/tsc'),
    args: ['-p', 'test/e2e', '--noEmit'],
  },
  {
    name: 'texts of the screens',
    script: tool('@lingui/cli', 'dist/lingui.js'),
    args: ['check', 'sync', '--clean', '--workers', '1'],
    mend: 'npm run texts',
  },
  { name: 'unused code', script: tool('knip', 'bin/knip.js'), args: ['--no-progress'] },
  {
    name: 'house rules',
    script: tool('vitest', 'vitest.mjs'),
    args: ['run', '--config', 'test/house.config.ts'],
  },
]

const failed: string[] = []
for (const { name, script, args, mend } of STEPS.filter(step => existsSync(step.script))) {
  const began = performance.now()
  console.log(`\n── ${name}`)
  const code = await node(script, args)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`── ${name}: ${code === 0 ? 'in order' : 'NOT in order'}, ${seconds} s`)
  if (code !== 0) failed.push(mend ? `${name} (${mend})` : name)
}
console.log(failed.length === 0 ? '\nAll in order.' : `\nNot in order: ${failed.join(', ')}`)
process.exit(failed.length === 0 ? 0 : 1)
