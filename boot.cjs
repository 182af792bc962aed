// Runs one of our TypeScript files on any machine with npm and some Node: `node boot.cjs test/run.ts`.
// Everything under boot/ is plain CommonJS without dependencies, so that an old Node can read it.
const path = require('node:path')
const { node } = require('./boot/node.cjs')
const { packages } = require('./boot/packages.cjs')
const { run } = require('./boot/run.cjs')
const { screens } = require('./boot/screens.cjs')

const root = __dirname

/** Finds or fetches Node, installs the packages if they are not, and runs `file` of the project in `cwd`. */
async function boot(file, args, cwd) {
  const needsScreens = file === '--screens'
  if (needsScreens) file = args.shift()
  if (!file) throw new Error('Say which file to run: node boot.cjs [--screens] FILE [ARGUMENT …]')
  const found = node(root)
  packages(root, found)
  if (needsScreens) screens(root, found)
  run(found, [path.resolve(root, file), ...args], cwd)
}

function fail(error) {
  console.error(error.message)
  process.exitCode = 1
}

module.exports = { boot, fail, root }
if (require.main === module) boot(process.argv[2], process.argv.slice(3), root).catch(fail)
