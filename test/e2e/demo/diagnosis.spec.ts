import { answer, expect, question, test } from '../visit.ts'

test('the director reads why the company is short, opens a step, and hands a finding to an executive', async ({
  visit,
}) => {
  const page = await visit('adventure', 'Brian Welcker', { at: '/diagnosis' })
  await expect(question(page)).toHaveText('Why are we short?')
  await expect(answer(page)).toContainText('is $1.42M short of the $10.4M that should be billed')
  await expect(page.getByRole('region', { name: 'Common to all, or particular to people' })).toContainText(
    '17 of 17 people with a quota missed it.',
  )
  const step = page.getByRole('list', { name: 'Steps of the gap' }).getByText('Price held')
  await step.click()
  await expect(page.getByRole('link', { name: 'Road Bikes' }).first()).toBeVisible()
  const found = page.getByRole('list', { name: 'Findings' }).getByRole('listitem')
  await expect(found.first()).toContainText('17 of 17 people with a quota missed it')
  await found.first().getByRole('button', { name: 'Hand to an executive' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Answer by').fill('2014-05-30')
  await dialog.getByLabel('Note').fill('Before the next quotas are set')
  await dialog.getByRole('button', { name: 'Hand over' }).click()
  await expect(page.getByRole('list', { name: 'Handed over' })).toContainText('To Ken Sánchez')

  const executive = await visit('adventure', 'Ken Sánchez', { at: '/diagnosis' })
  const waiting = executive.getByRole('list', { name: 'Handed over' }).getByRole('listitem').first()
  await waiting.getByLabel('Your answer').fill('They are set anew for June.')
  await waiting.getByRole('button', { name: 'Answer' }).click()
  await expect(waiting).toContainText('Answered after 0 days.')
})

test('a salesperson sees own gap and own place among all, and no colleague', async ({ visit }) => {
  const page = await visit('adventure', 'Jae Pak', {
    at: '/diagnosis',
    viewport: { width: 390, height: 844 },
  })
  await expect(question(page)).toHaveText('Why am I short?')
  const section = page.getByRole('region', { name: 'Common to all, or particular to people' })
  await section.getByRole('button', { name: 'Table' }).click()
  await expect(section.getByRole('row')).toHaveCount(2)
  await expect(section.getByRole('row').nth(1)).toContainText('Jae Pak')
})
