// Two boots at once (a demo and a test run, say) must not install into the same folder together.
const fs = require('node:fs')
const path = require('node:path')

/** Runs `work` while no other boot of this checkout does; waits for its turn, and says so. */
function alone(root, work) {
  const file = path.join(root, '.node', 'boot.lock')
  fs.mkdirSync(path.dirname(file), { recursive: true })
  let told = false
  while (!take(file)) {
    if (!told) console.error('Another Plumbline is installing here; waiting for it …')
    told = true
    sleep(200)
  }
  try {
    work()
  } finally {
    fs.rmSync(file, { force: true })
  }
}

function take(file) {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  const holder = read(file)
  // An empty file is one between its making and its writing; ten seconds are more than that takes.
  const dead = holder === '' ? age(file) > 10_000 : !alive(Number(holder))
  if (!dead) return false
  removeIfStill(file, holder)
  return take(file)
}

/** By renaming first, so that of two who find the same dead lock none removes the other's new one. */
function removeIfStill(file, holder) {
  const aside = `${file}.${process.pid}`
  try {
    fs.renameSync(file, aside)
    if (read(aside) !== holder) fs.linkSync(aside, file)
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error
  }
  fs.rmSync(aside, { force: true })
}

function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function age(file) {
  try {
    return Date.now() - fs.statSync(file).mtimeMs
  } catch {
    return 0
  }
}

function sleep(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

module.exports = { alone }
