import { expect, test } from './visit.ts'

// Norrsken Instruments, test/world.ts; its clock stands at 2026-03-31.

test('with two decided deals no chance is said; the list stands, is searched and taken along', async ({
  visit,
}) => {
  const page = await visit('norrsken', 'Zoë Laurent', { at: '/forecast/deals' })
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What may come of open deals?')
  await expect(page.getByText('Too few deals have closed')).toBeVisible()
  const deals = page.getByRole('grid', { name: 'Open deals and their chances' })
  await expect(deals.getByRole('link', { name: 'Second pit' })).toBeVisible()
  await page.getByLabel('Find among the open deals').fill('no such deal')
  await expect(deals.getByRole('link', { name: 'Second pit' })).toHaveCount(0)
  await page.getByLabel('Find among the open deals').fill('second')
  await expect(deals.getByRole('link', { name: 'Second pit' })).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Take along' }).click()
  await page.getByRole('menuitem', { name: 'CSV' }).click()
  expect((await download).suggestedFilename()).toBe('Zoë Laurent Open deals.csv')
})

test('on a phone a deal and its chances are a short paragraph, and nothing runs out of the screen', async ({
  visit,
}) => {
  const page = await visit('norrsken', 'Åke Ström', {
    at: '/forecast/deals?subject=me',
    viewport: { width: 390, height: 844 },
  })
  const deals = page.getByRole('grid', { name: 'Open deals and their chances' })
  await expect(deals.getByRole('link', { name: 'Second pit' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await deals.getByRole('link', { name: 'Second pit' }).click()
  await expect(page).toHaveURL(/\/opportunities\//)
})
