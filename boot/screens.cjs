// Builds the screens when they are missing or older than what they are made from.
const { spawnSync } = require('node:child_process')
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')

const madeFrom = ['src/web', 'src/contract', 'src/core', 'vite.config.ts', 'package-lock.json']

function screens(root, { exec, env }) {
  const built = path.join(root, 'dist', 'web')
  const stamp = path.join(built, '.made-from')
  const now = fingerprint(root)
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === now) return
  console.error('Building the screens …')
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const { status } = spawnSync(exec, [vite, 'build', '--logLevel=warn'], { cwd: root, env, stdio: 'inherit' })
  if (status !== 0) throw new Error('The screens could not be built; see above.')
  fs.writeFileSync(stamp, now)
}

/** Names, sizes and times of all files: quick, and it is enough to notice a change. */
function fingerprint(root) {
  const hash = createHash('sha256')
  const add = file => {
    const at = fs.statSync(file)
    if (at.isDirectory())
      return fs
        .readdirSync(file)
        .sort()
        .forEach(name => add(path.join(file, name)))
    hash.update(`${path.relative(root, file)} ${at.size} ${Math.round(at.mtimeMs)}\n`)
  }
  for (const name of madeFrom) add(path.join(root, name))
  return hash.digest('hex')
}

module.exports = { screens }
