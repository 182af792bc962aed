import { expect, test } from './visit.ts'

test('the API’s description is read in a browser, signed out and without the internet', async ({ visit }) => {
  const page = await visit('norrsken', null)
  const asked = new Set<string>()
  page.on('request', request => asked.add(new URL(request.url()).origin))
  await page.goto('/api/docs')
  await expect(page.getByRole('heading', { name: /^Plumbline/ })).toBeVisible()
  // Swagger UI takes its time over so many operations on a busy machine
  await page.getByRole('link', { name: 'figures', exact: true }).click({ timeout: 60_000 })
  await page.getByRole('button', { name: /^GET \/api\/figures\/table Figures of a subject/ }).click()
  await expect(page.getByText('Permission: signedIn.')).toBeVisible()
  expect([...asked].filter(origin => !/^(http:\/\/127\.0\.0\.1:\d+|null)$/.test(origin))).toEqual([])
})
