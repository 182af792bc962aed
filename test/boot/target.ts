/** What boot.test.ts lets boot.cjs run. */
const [what = ''] = process.argv.slice(2)
if (what === 'exit') process.exitCode = 7
if (what === 'wait') {
  process.once('SIGTERM', () => process.exit(9))
  setInterval(() => undefined, 60_000)
}
// Last, as whoever reads it may send a signal at once.
console.log(JSON.stringify({ pid: process.pid, cwd: process.cwd(), args: process.argv.slice(2) }))
