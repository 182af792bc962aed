import { choose } from './files.ts'
import { expect, test } from './visit.ts'

// Norrsken Instruments, test/world.ts; its clock stands at 2026-03-31.

test('a territory is given to somebody from a day: what changes first, then the change, then undone', async ({
  visit,
}) => {
  const page = await visit('norrsken', 'Göran Lindqvist', { at: '/territories' })
  const japan = page.getByRole('region', { name: 'Japan' })
  await expect(japan).toContainText('Emi Satō')
  await page.getByRole('button', { name: 'Give it to somebody: Japan' }).click()
  const dialog = page.getByRole('dialog')
  await choose(dialog, 'Who works it', 'Farid Haddad')
  await dialog.getByRole('textbox', { name: 'From' }).fill('2026-04-15')
  await dialog.getByLabel('Why').fill('Muscat helps Kyōto')
  await dialog.getByRole('button', { name: 'What would change?' }).click()
  await expect(dialog).toContainText('Farid Haddad works Japan from 2026-04-15.')
  await expect(dialog).toContainText('Emi Satō works it too from 2026-04-15.')
  await dialog.getByRole('button', { name: 'Give the territory' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(japan).toContainText('Farid Haddad')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(japan).not.toContainText('Farid Haddad')
  await page.goto('/events')
  await expect(page.getByRole('row', { name: /Muscat helps Kyōto/ })).toContainText('Göran Lindqvist')
})

test('what overlaps is refused in a sentence, on the page of a person too', async ({ visit }) => {
  const page = await visit('norrsken', 'Göran Lindqvist', { at: '/people' })
  await page.getByRole('grid', { name: 'People' }).getByRole('link', { name: 'Åke Ström' }).click()
  await page.getByRole('button', { name: 'Give a territory' }).click()
  const dialog = page.getByRole('dialog')
  await choose(dialog, 'Territory', 'Sweden')
  await dialog.getByRole('button', { name: 'What would change?' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Åke Ström works Sweden always already')
})
