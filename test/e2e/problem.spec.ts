import { answer, expect, question, settled, test } from './visit.ts'

// Only the way to the server is disturbed here; the answers are what a proxy or a busy server really gives.

test('a server that stumbles shows a sentence and a way to try again', async ({ visit, faults }) => {
  const page = await visit('norrsken', 'Göran Lindqvist')
  await settled(page)
  await page.route('**/api/figures/standings?*', route =>
    route.fulfill({
      status: 500,
      contentType: 'application/problem+json',
      json: {
        type: 'unexpected',
        title: 'That was our mistake',
        status: 500,
        detail: 'Tell us the reference 4711.',
      },
    }),
  )
  await page.goto('/figures')
  const trouble = page.getByRole('alert').first()
  await expect(trouble).toContainText('Tell us the reference 4711.')
  await page.unroute('**/api/figures/standings?*')
  await trouble.getByRole('button', { name: 'Try again' }).click()
  await expect(answer(page)).toContainText('Norrsken Instruments has billed')
  faults.splice(0)
})

test('an answer that is no answer of ours is a sentence, too', async ({ visit, faults }) => {
  const page = await visit('norrsken', 'Göran Lindqvist')
  await settled(page)
  await page.route('**/api/ledger/accounts?*', route =>
    route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' }),
  )
  await page.goto('/accounts')
  await expect(page.getByRole('alert')).toContainText('The server answered with 502. Try again in a moment.')
  faults.splice(0)
})

test('what was changed meanwhile is said, and what was typed stays', async ({ visit }) => {
  const page = await visit('norrsken', 'Olga Petrova', { at: '/settings' })
  await page.route('**/api/organisation', route =>
    route.request().method() === 'GET'
      ? route.fallback()
      : route.fulfill({
          status: 409,
          contentType: 'application/problem+json',
          json: {
            type: 'conflict',
            title: 'Changed meanwhile',
            status: 409,
            detail: 'Göran changed this a minute ago. Load it again to see what stands there now.',
          },
        }),
  )
  await page.getByRole('textbox', { name: 'Name' }).fill('Norrsken Optics')
  await page.getByRole('button', { name: 'Keep' }).click()
  await expect(page.getByRole('alert')).toContainText('Göran changed this a minute ago.')
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Norrsken Optics')
})

test('without a connection one is told so, and what was there stays', async ({ visit }) => {
  const page = await visit('norrsken', 'Göran Lindqvist')
  await expect(question(page)).toHaveText('Where does Norrsken Instruments stand?')
  await page.getByRole('navigation', { name: 'Wings' }).getByRole('link', { name: 'Organisation' }).click()
  await expect(question(page)).toHaveText('Who reports to whom?')
  await settled(page)
  await page.route('**/api/people/*/**', route => route.abort('internetdisconnected'))
  await page.route('**/api/people/*', route => route.abort('internetdisconnected'))
  await page.getByRole('grid', { name: 'People' }).getByRole('link', { name: 'Zoë Laurent' }).click()
  await expect(page.getByRole('alert').first()).toContainText('Plumbline cannot be reached')
  await expect(page.getByRole('alert').first()).toContainText('Check your connection.')
})

test('an address that is nothing is answered on a page of ours', async ({ visit }) => {
  const page = await visit('norrsken', 'Göran Lindqvist', { at: '/nowhere' })
  await expect(question(page)).toHaveText('Where is this page?')
  await page.getByRole('link', { name: 'Go to Home' }).click()
  await expect(question(page)).toHaveText('Where does Norrsken Instruments stand?')
})
