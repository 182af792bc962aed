import { kept } from './files.ts'
import { expect, test } from './visit.ts'

// Norrsken Instruments, test/world.ts; its clock stands at 2026-03-31.

test('a training is written down, is too few to say, and whom it reached reads it', async ({ visit }) => {
  const page = await visit('norrsken', 'Göran Lindqvist', { at: '/effects' })
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What changed after it?')
  await page.getByRole('button', { name: 'Write down what was done' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What it is called').fill('Asking before telling')
  await dialog.getByRole('combobox', { name: 'Whom it reached' }).fill('Ingrid')
  await page.getByRole('option', { name: 'Ingrid Aas' }).click()
  await page.keyboard.press('Tab')
  // she came in later than the day that the others would get
  await dialog.getByLabel('Ingrid Aas from').fill('2026-02-02')
  await page.keyboard.press('Tab')
  await dialog.getByRole('button', { name: 'Keep' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'What changed after Asking before telling?',
  )
  await expect(page.getByText(/Too few to say|No whole month has passed/)).toBeVisible({ timeout: 30_000 })

  await page.getByRole('button', { name: 'Take along' }).click()
  const reached = await kept(page, () => page.getByRole('menuitem', { name: 'CSV: Whom it reached' }).click())
  expect(reached.bytes.toString()).toContain('Ingrid Aas,2026-02-02')

  const own = await visit('norrsken', 'Ingrid Aas', { at: '/effects' })
  await own.getByRole('button', { name: 'Take along' }).click()
  const list = await kept(own, () => own.getByRole('menuitem', { name: 'CSV' }).click())
  expect(list.bytes.toString()).toContain('Asking before telling,')
  await own.getByRole('link', { name: 'Asking before telling' }).click()
  await expect(own.getByText('from 2 Feb 2026')).toBeVisible()
  await expect(own.getByRole('button', { name: 'Change' })).toHaveCount(0)

  // taken back, and written down again by the undo
  await page.getByRole('button', { name: 'Take back' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('from 2 Feb 2026')).toBeVisible()

  const sideways = await visit('norrsken', 'Jón Þórsson', { at: '/effects' })
  await expect(sideways.getByText('Nothing is written down yet')).toBeVisible()
})
