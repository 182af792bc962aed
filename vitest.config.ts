import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The house rules belong to `npm run check`
    exclude: ['test/house/**', 'test/house.test.ts', 'test/e2e/**'],
    globalSetup: existsSync('test/setup.ts') ? ['test/setup.ts'] : [],
    // By default one core is kept free, which is half of a small machine.
    maxWorkers: '100%',
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // A test that passes only because another ran before it is a test of nothing.
    sequence: { shuffle: { files: true } },
  },
})
