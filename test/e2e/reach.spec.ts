import { expect, expectAccessible, test } from './plumbline.ts'

const screens = [
  '/',
  '/figures',
  '/figures/scorecard',
  '/figures/catalogue',
  '/accounts',
  '/ledger',
  '/ledger/unassigned',
  '/imports',
  '/imports/new',
  '/people',
  '/events',
  '/me',
  '/settings',
  '/nowhere',
]

for (const screen of screens) {
  test(`axe finds nothing on ${screen}, in light and in dark`, async ({ page, demo, signIn }) => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await signIn('Brian Welcker')
    await page.goto(`${demo}${screen}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.waitForLoadState('networkidle')
    await expectAccessible(page)
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
    // dark changes colours and nothing else
    await expectAccessible(page, ['color-contrast'])
  })
}

test('the command bar reaches a person by keyboard alone', async ({ page, signIn }) => {
  await signIn('Brian Welcker')
  await page.keyboard.press('Control+k')
  const find = page.getByRole('textbox', { name: 'Find' })
  await expect(find).toBeFocused()
  await find.fill('Jae Pak')
  await expect(page.getByRole('dialog').getByText('Jae Pak')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('How does Jae Pak stand?')
})

test('a table is walked by arrow keys, and Enter opens', async ({ page, signIn }) => {
  await signIn('Stephen Jiang')
  const team = page.getByRole('grid', { name: 'Your people' })
  const rows = team.getByRole('row')
  await rows.nth(1).getByRole('link').focus()
  await page.keyboard.press('ArrowDown')
  const second = rows.nth(2).getByRole('link')
  await expect(second).toBeFocused()
  const name = await second.textContent()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/figures\?subject=/)
  await expect(page.getByRole('main')).toContainText(`${name} has billed`)
})

test('the first thing that Tab reaches skips to the page', async ({ page, signIn }) => {
  await signIn('Jae Pak')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('a salesperson gets everywhere with a thumb, and nothing is wider than the screen', async ({
    page,
    demo,
    signIn,
  }) => {
    await signIn('Jae Pak')
    const bar = page.getByRole('navigation', { name: 'Main' })
    await bar.getByRole('link', { name: 'Accounts' }).tap()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Which account?')
    await page.getByRole('grid', { name: 'Accounts' }).getByRole('link').first().tap()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('buy?')
    await bar.getByRole('link', { name: 'Figures' }).tap()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Where do I stand?')
    for (const screen of ['/', '/figures', '/figures/scorecard', '/accounts', '/ledger', '/people', '/me']) {
      await page.goto(`${demo}${screen}`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await page.waitForLoadState('networkidle')
      const over = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      expect(over, `${screen} is wider than the screen`).toBeLessThanOrEqual(0)
    }
  })
})
