import { defineConfig } from 'vitest/config'

/** The house rules alone: they need no database, and so no setup of one. */
export default defineConfig({
  test: { include: ['test/house.test.ts', 'test/house/*.test.ts'], testTimeout: 180_000 },
})
