#!/usr/bin/env node
// `npx plumbline …` in the clone. Stays in the reader's folder, so that file arguments mean what they say.
const { boot, fail } = require('./boot.cjs')

boot('src/cli/main.ts', process.argv.slice(2), process.cwd()).catch(fail)
