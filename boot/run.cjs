// Runs the target so that it ends when we end, however we end, and we end as it ended.
const { spawn } = require('node:child_process')
const path = require('node:path')

function run({ exec, env }, args, cwd) {
  const flags = ['--disable-warning=ExperimentalWarning', '--require', path.join(__dirname, 'orphan.cjs')]
  const child = spawn(exec, [...flags, ...args], {
    cwd,
    env,
    // The fourth is a channel that closes if we are killed outright: see orphan.cjs.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) {
    process.on(signal, () => {
      // Ctrl-C reaches everybody in the terminal; passed on as well it would count as the second, impatient one.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  endWithNpm(child)
  child.on('error', error => {
    console.error(`${exec} cannot be run: ${error.message}`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code)
    for (const name of signals) process.removeAllListeners(name)
    process.kill(process.pid, signal)
  })
}

/** npm's shell dies of SIGTERM without passing it on: then we have a new parent. Under nohup that is no news. */
function endWithNpm(child) {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM')
  }, 500).unref()
}

module.exports = { run }
