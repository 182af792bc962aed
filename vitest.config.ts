import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { LongFirst } from './test/run/order.ts'

// Pure functions, and files in folders of their own: there is nothing that one test could leave to the next.
const pure = ['test/core/**/*.test.ts', 'test/import/**/*.test.ts', 'test/export/**/*.test.ts']

export default defineConfig({
  test: {
    // By default one core is kept free, which is half of a small machine.
    maxWorkers: '100%',
    testTimeout: 20_000,
    hookTimeout: 60_000,
    sequence: { sequencer: LongFirst },
    projects: [
      // a file's modules are not loaded anew for the next
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/**/*.test.ts'],
          // The house rules belong to `npm run check`
          exclude: [...pure, 'test/house/**', 'test/house.test.ts', 'test/e2e/**'],
          globalSetup: existsSync('test/setup.ts') ? ['test/setup.ts'] : [],
        },
      },
    ],
  },
})
