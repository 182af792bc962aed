import { defineConfig } from '@playwright/test'
import { chromium } from './test/chromium.ts'

const executablePath = await chromium(sentence => console.error(sentence))

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './test/e2e/houses/setup.ts',
  outputDir: 'test-results/e2e',
  // A test that passes at the second try is one that fails now and then.
  retries: 0,
  // each worker starts a demo of its own, and the machine has two cores
  workers: 1,
  forbidOnly: true,
  timeout: 60_000,
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] },
    locale: 'en-GB',
    timezoneId: 'Europe/Stockholm',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
})
