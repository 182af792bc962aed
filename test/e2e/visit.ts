import {
  test as base,
  expect,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test'
import { addressOf, isOpen, type House } from './houses/setup.ts'

export { expect } from '@playwright/test'
export type { Page } from '@playwright/test'

type How = BrowserContextOptions & { readonly at?: string }

type Fixtures = {
  /** Opens a page of a house in a browser of its own: as somebody by name, or as nobody. */
  visit: (house: House, who: string | null, how?: How) => Promise<Page>
  /** What went wrong in any page of this test; looked at when the test is over. */
  faults: string[]
}

/* oxlint-disable no-empty-pattern -- Playwright reads from the pattern which fixtures are wanted: none */
/** A browser test: with the houses to visit, and red when a page said anything in its console. */
export const test = base.extend<Fixtures>({
  faults: async ({}, use) => {
    const faults: string[] = []
    await use(faults)
    expect(faults, 'what the pages said in their consoles').toEqual([])
  },
  visit: async ({ browser, faults }, use) => {
    const opened: BrowserContext[] = []
    await use(async (house, who, { at = '/', ...how } = {}) => {
      // loading the demo takes longer than a test may, and is none of the test's business
      if (!isOpen(house)) base.info().setTimeout(base.info().timeout + 180_000)
      const baseURL = await addressOf(house)
      const context = await browser.newContext({ baseURL, ...how })
      opened.push(context)
      context.on('page', page => listen(page, faults))
      if (who) await comeIn(context, house, who)
      const page = await context.newPage()
      await page.goto(at)
      return page
    })
    for (const context of opened) await context.close()
  },
})

/* oxlint-enable no-empty-pattern */

/** Errors of scripts and of the content security policy; a refusal by our own server is a page's to show. */
function listen(page: Page, faults: string[]): void {
  page.on('pageerror', error => faults.push(`${page.url()}: ${error.message}`))
  page.on('console', message => {
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return
    faults.push(`${page.url()}: ${message.text()}`)
  })
  page.on('response', response => {
    if (response.status() >= 500) faults.push(`${response.url()} answered ${response.status()}`)
  })
}

/** Through the demo's door. A cookie knows no ports, so it opens the same house's door for passwords, too. */
async function comeIn(context: BrowserContext, house: House, who: string): Promise<void> {
  const door = await addressOf(house === 'norrskenByPassword' ? 'norrsken' : house)
  const { people } = (await (await context.request.get(`${door}/api/demo/people`)).json()) as {
    people: { id: string; name: string }[]
  }
  const person = people.find(({ name }) => name === who)
  if (!person)
    throw new Error(`Nobody at ${door} is called ${who}: ${people.map(({ name }) => name).join(', ')}`)
  const entered = await context.request.post(`${door}/api/demo/sign-in`, {
    data: { person: person.id },
    headers: { origin: door },
  })
  expect(entered.status(), await entered.text()).toBe(200)
}

/** The page asks its question, and nothing on it is still being fetched. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
  await expect(page.locator('.multiple-wait')).toHaveCount(0)
}

export const question = (page: Page) => page.getByRole('heading', { level: 1 })
export const answer = (page: Page) => page.locator('.answer')
