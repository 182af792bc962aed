import { defineConfig } from '@playwright/test'
import { chromium, started } from './test/chromium.ts'

const executablePath = await chromium(sentence => console.error(sentence))

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './test/e2e/houses/setup.ts',
  outputDir: 'test-results/e2e',
  // A test that passes at the second try is one that fails now and then.
  retries: 0,
  workers: 2,
  forbidOnly: true,
  timeout: 90_000,
  // waits end as soon as they may; this is for machines that are busy with something else
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath, args: started },
    locale: 'en-GB',
    timezoneId: 'Europe/Stockholm',
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
  },
  // the small houses open at once; while they are visited, the demo is loaded
  projects: [
    { name: 'small', testIgnore: '**/demo/**' },
    { name: 'demo', testMatch: '**/demo/**/*.spec.ts' },
  ],
})
