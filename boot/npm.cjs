// npm, wherever it is, whoever started us.
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')

/** Runs npm and throws a sentence if it fails. Its output goes to stderr: our stdout belongs to what is run. */
function npm({ node, cwd, env, args }) {
  const script = find()
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  const [command, first] = script ? [node, [script]] : ['npm', []]
  const ended = spawnSync(command, [...first, ...args, ...quiet], {
    cwd,
    env: clean(env),
    stdio: ['ignore', 2, 2],
    shell: !script && process.platform === 'win32',
  })
  if (ended.error)
    throw new Error(`npm cannot be run (${ended.error.message}). Is it installed and on the PATH?`)
  if (ended.signal) process.kill(process.pid, ended.signal)
  if (ended.status !== 0)
    throw new Error(`npm ${args[0]} failed in ${cwd} (exit ${ended.status}); its reason is above.`)
}

/** npm's own script: told by npm itself, beside Node, or on the PATH. None of these under a version manager's shim. */
function find() {
  const beside = path.dirname(process.execPath)
  const places = [
    process.env.npm_execpath,
    path.join(beside, 'npm'),
    path.join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...(process.env.PATH || process.env.Path || '')
      .split(path.delimiter)
      .flatMap(folder => [
        path.join(folder, 'npm'),
        path.join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
      ]),
  ]
  for (const place of places) {
    if (!place || !fs.existsSync(place)) continue
    const real = fs.realpathSync(place)
    // npm_execpath may be npx's script, or another manager's altogether.
    const script = path.join(path.dirname(real), 'npm-cli.js')
    if (path.extname(real) === '.js' && fs.existsSync(script)) return script
  }
  return undefined
}

/** An npm that starts us leaves its own errand in the environment; the npm that we start must not take it up. */
function clean(env) {
  const errand =
    /^npm_(package_|lifecycle_|command$|config_(call|package|workspace|global|prefix$|local_prefix$))/
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !errand.test(name) || env[name] !== process.env[name]),
  )
}

module.exports = { npm }
