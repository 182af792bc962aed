import { kept } from './files.ts'
import { expect, test } from './visit.ts'

// Norrsken Instruments, test/world.ts; its clock stands at 2026-03-31.

test('a salesperson keeps what they steer by, and their manager reads it', async ({ visit }) => {
  const page = await visit('norrsken', 'Emi Satō', { at: '/recipe' })
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Which figures foretell billing here?')
  // sixteen months: the refusal names what is missing
  await expect(page.getByText('That cannot be said yet.')).toBeVisible()
  const twin = await visit('norrsken', 'Emi Satō', { at: '/recipe' })
  await twin.getByLabel('How I go about it').fill('Clinics on Mondays')
  await page.getByLabel('How I go about it').fill('Two hospitals every Tuesday')
  await page.getByRole('button', { name: 'Keep my recipe' }).click()
  await expect(page.getByText(/Kept: version 1/)).toBeVisible()

  // open elsewhere before: told, not written over unseen
  await twin.getByRole('button', { name: 'Keep my recipe' }).click()
  await expect(twin.getByText('Your recipe was changed elsewhere in the meantime.')).toBeVisible()
  await expect(twin.getByLabel('How I go about it')).toHaveValue('Clinics on Mondays')
  await twin.getByRole('button', { name: 'Go on from that one' }).click()
  await expect(twin.getByLabel('How I go about it')).toHaveValue('Two hospitals every Tuesday')

  const manager = await visit('norrsken', 'Kenji Nakamura', { at: '/recipe' })
  await manager.getByRole('link', { name: 'Emi Satō' }).click()
  await expect(manager.getByRole('heading', { level: 1 })).toContainText('Emi Satō’s target')
  await expect(manager.getByText('Two hospitals every Tuesday')).toBeVisible()
  await expect(manager.getByRole('button', { name: 'Keep my recipe' })).toHaveCount(0)
})

test('a rate is tried otherwise on a phone, and the need follows', async ({ visit }) => {
  const page = await visit('norrsken', 'Lucia Ferri', {
    at: '/recipe',
    viewport: { width: 390, height: 844 },
  })
  const section = page.getByRole('region', { name: 'What does my target need each week?' })
  const before = await section.locator('p').first().textContent()
  await section.getByRole('slider').first().focus()
  await page.keyboard.press('Home')
  await expect(section.locator('p').first()).not.toHaveText(before!)
  await section.getByRole('button', { name: 'Back to what is' }).click()
  await expect(section.locator('p').first()).toHaveText(before!)
})

test('what was done lately opens to the lines behind it, and the own recipe stands on Home', async ({
  visit,
}) => {
  const page = await visit('norrsken', 'Farid Haddad', { at: '/recipe' })
  const section = page.getByRole('region', { name: 'What does my target need each week?' })
  await section
    .getByRole('button', { name: /^[\d.]+$/ })
    .first()
    .click()
  await expect(page.getByRole('dialog')).toContainText('What it means')
  await page.keyboard.press('Escape')
  await page.getByLabel('How I go about it').fill('The water boards first')
  await page.getByRole('button', { name: 'Keep my recipe' }).click()
  await expect(page.getByText(/Kept: version 1/)).toBeVisible()
  await section.getByRole('button', { name: 'Take along' }).click()
  const mineKept = page.getByRole('menuitem', { name: 'CSV: What Farid Haddad steers by' })
  expect((await kept(page, () => mineKept.click())).bytes.toString()).toContain('The water boards first')
  await page.goto('/')
  const mine = page.getByRole('region', { name: 'Your recipe' })
  await expect(mine).toContainText('The water boards first')
  await expect(mine.getByRole('link', { name: 'What your target needs each week' })).toBeVisible()
})

test('a director defines a figure of their own, and a salesperson finds it among the others', async ({
  visit,
}) => {
  const page = await visit('norrsken', 'Göran Lindqvist', { at: '/figures/catalogue' })
  await page.getByRole('button', { name: 'Define a figure' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('What it is called').fill('Talks')
  await form.getByLabel('What it means').fill('Calls with customers.')
  await form.getByRole('combobox', { name: 'Kinds of activity' }).click()
  await page.getByRole('option', { name: 'Call', exact: true }).click()
  await page.keyboard.press('Escape')
  await form.getByRole('button', { name: 'Define it' }).click()
  await expect(page.getByRole('heading', { name: 'Talks' }).first()).toBeVisible()

  const salesperson = await visit('norrsken', 'Kenji Nakamura', { at: '/figures/scorecard' })
  await salesperson.getByRole('combobox', { name: 'Figure' }).click()
  await salesperson.getByRole('option', { name: 'Talks' }).click()
  await expect(salesperson.getByText('Calls with customers.')).toBeVisible()
})
