import { choose } from './files.ts'
import { expect, test } from './visit.ts'

// Norrsken Instruments, test/world.ts: the web shop sold for 77 euros to an account that nobody owns.

test('all of a channel get an owner: counted first, then given, and the log tells it', async ({ visit }) => {
  const page = await visit('norrsken', 'Göran Lindqvist', { at: '/ledger/unassigned' })
  await choose(page, 'Channel', 'Web')
  await page.getByRole('button', { name: 'Assign all that are chosen here' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Owner' }).fill('Lucia')
  await page.getByRole('option', { name: 'Lucia Ferri' }).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await dialog.getByRole('textbox', { name: 'From' }).fill('2026-03-01')
  await dialog.getByLabel('Why').fill('the web shop is hers')
  await dialog.getByRole('button', { name: 'How many are they?' }).click()
  await expect(dialog).toContainText('1 account gets an owner; €77.00 in 1 billing line ')
  await dialog.getByRole('button', { name: 'Assign 1 account' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  await page.goto('/events')
  await expect(page.getByRole('row', { name: /the web shop is hers/ })).toContainText('Göran Lindqvist')
})
