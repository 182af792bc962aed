import { expect, expectAccessible, test } from './plumbline.ts'

test('the director moves somebody from a date: first what would change, then the change', async ({
  page,
  demo,
  signIn,
}) => {
  await signIn('Brian Welcker')
  await page.goto(`${demo}/people`)
  await page.getByRole('link', { name: 'Lynn Tsoflias' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('How does Lynn Tsoflias stand?')
  await page.getByRole('button', { name: 'Move to another manager' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('New manager').fill('Amy')
  await page.getByRole('option', { name: 'Amy Alberts' }).click()
  await dialog.getByLabel('Why').fill('Covers Europe while Rachel is away')
  await dialog.getByRole('button', { name: 'What would change?' }).click()
  await expect(dialog.getByText('Their reporting lines afterwards:')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Move Lynn Tsoflias' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Reported to' })).toContainText('Amy Alberts')
  await page.goto(`${demo}/events`)
  await expect(page.getByRole('grid', { name: 'Changes' })).toContainText(
    'Covers Europe while Rachel is away',
  )
})

test('an administrator sees as a salesperson, read only, and comes back', async ({ page, demo, signIn }) => {
  await signIn('Jean Trenary')
  await page.goto(`${demo}/people`)
  await page.getByRole('link', { name: 'Jae Pak' }).click()
  await page.getByRole('button', { name: 'See as Jae Pak' }).click()
  await expect(page.getByText('You see this as Jae Pak – read only')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Where do you stand, Jae?')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Back to yourself' }).click()
  await expect(page.getByText('You see this as')).toHaveCount(0)
})
