import { kept } from './files.ts'
import { answer, expect, question, test } from './visit.ts'

// Norrsken Instruments, test/world.ts: two exports of its CRM, of 1 and 29 March 2026.

test('a flow of the map opens to the deals behind it, and an account behind a state', async ({ visit }) => {
  const page = await visit('norrsken', 'Göran Lindqvist', { at: '/process' })
  await expect(question(page)).toHaveText('How does selling really go?')
  await expect(page.getByText('History begins with the export of 1 Mar 2026')).toBeVisible()
  const stages = page.getByRole('grid', { name: 'Stages' })
  await page.locator('.page-actions').getByRole('button', { name: 'Take along' }).click()
  const lasting = page.getByRole('menuitem', { name: 'CSV: Going back, and how long deals last' })
  expect((await kept(page, () => lasting.click())).bytes.toString()).toContain('Until closed,')
  await stages.getByRole('link', { name: '1 → Proposal' }).click()
  await expect(page.getByText('Only those that were seen to leave Lead for Proposal.')).toBeVisible()
  await expect(page.getByRole('link', { name: /Kyōto Keisoku/ }).first()).toBeVisible()
  await page.goBack()
  const states = page.getByRole('grid', { name: 'Accounts by state' })
  await states.getByRole('row', { name: /^New/ }).getByRole('button').click()
  const behind = page.getByRole('region', { name: 'Accounts: New' })
  await expect(behind.getByRole('link', { name: 'Ægir Sjórannsóknir' })).toBeVisible()
})

test('a salesperson sees the own way on a phone, and of the company the sum alone', async ({ visit }) => {
  const page = await visit('norrsken', 'Emi Satō', { at: '/process', viewport: { width: 390, height: 844 } })
  await expect(answer(page)).toBeVisible()
  const table = page.getByRole('grid', { name: 'Stages' })
  await expect(table.getByRole('link', { name: '1 → Proposal' })).toBeVisible()
  await page.goto('/process?subject=company')
  await expect(page.getByText('This team is above you: you see its sum')).toBeVisible()
  await expect(table.getByRole('row')).not.toHaveCount(0)
  await expect(table.getByRole('link')).toHaveCount(0)
})
