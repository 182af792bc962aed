// The packages of package-lock.json, installed once per lockfile.
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')
const { alone } = require('./lock.cjs')
const { npm } = require('./npm.cjs')

function packages(root, { exec, env }) {
  if (upToDate(root)) return
  alone(root, () => {
    if (upToDate(root)) return
    console.error('Installing packages …')
    // `npm ci` of npm 11 refuses a lockfile without other platforms' binaries; this leaves the lockfile as it is.
    // No scripts: the one that matters (the database's library links) is done by src/db/server/binaries.ts.
    npm({
      node: exec,
      cwd: root,
      env,
      args: ['install', '--no-save', '--include=dev', '--ignore-scripts'],
    })
    fs.writeFileSync(stampOf(root), wanted(root))
  })
}

function upToDate(root) {
  try {
    return fs.readFileSync(stampOf(root), 'utf8') === wanted(root)
  } catch {
    return false
  }
}

// Our own stamp and not npm's hidden lockfile: that one is there after half an installation too, and a
// checkout that only touches package-lock.json would make it look old for ever.
const stampOf = root => path.join(root, 'node_modules', '.plumbline-installed')

function wanted(root) {
  const lockfile = fs.readFileSync(path.join(root, 'package-lock.json'))
  return `${createHash('sha256').update(lockfile).digest('hex')} ${process.platform}-${process.arch}\n`
}

module.exports = { packages }
