import { expect, question, test } from './visit.ts'

// Norrsken Instruments, test/world.ts; its clock stands at 2026-03-31. Béatrice Noël and Zoë Laurent are this file's.

test('the director asks with the cost in sight; a salesperson says three numbers, their manager puts one beside them with a reason', async ({
  visit,
}) => {
  const director = await visit('norrsken', 'Göran Lindqvist', { at: '/forecast?subject=company' })
  await expect(question(director)).toHaveText('Where will the year land?')
  const asked = director.getByRole('region', { name: 'What people say themselves' })
  await asked.getByRole('button', { name: 'Switch on' }).click()
  const form = director.getByRole('dialog')
  await expect(form.getByRole('status')).toHaveText(
    'asks 10 people about 10 minutes a week, 7 hours a month together',
  )
  await form.getByLabel('Minutes one answer takes').fill('6')
  await expect(form.getByRole('status')).toContainText('about 6 minutes a week, 4 hours a month together')
  await form.getByLabel('Why it is asked').fill('The board asks by Friday')
  await form.getByRole('button', { name: 'Switch on' }).click()
  await expect(asked).toContainText('asks 10 people about 6 minutes a week')
  await expect(asked).toContainText('Göran Lindqvist')

  const home = await visit('norrsken', 'Béatrice Noël', { viewport: { width: 390, height: 844 } })
  await home.getByRole('link', { name: /Your own numbers of .* are due/ }).click()
  const own = home.getByRole('region', { name: 'What people say themselves' })
  await expect(own).toContainText('asks you about 6 minutes a week')
  await expect(own).toContainText('Why it is asked: The board asks by Friday')
  const quarter = own.getByRole('grid').first()
  await expect(quarter.getByTitle('due')).toBeVisible()
  await quarter.getByRole('button', { name: 'Béatrice Noël' }).click()
  const say = home.getByRole('dialog')
  await say.getByLabel('Commit').fill('1000')
  await say.getByLabel('Likely').fill('2000')
  await say.getByLabel('Best').fill('3000')
  await say.getByRole('button', { name: 'Say it' }).click()
  await expect(quarter.getByTitle('done')).toBeVisible()

  const manager = await visit('norrsken', 'Zoë Laurent', { at: '/forecast' })
  const team = manager.getByRole('region', { name: 'What people say themselves' }).getByRole('grid').first()
  await team.getByRole('button', { name: 'Béatrice Noël' }).click()
  const beside = manager.getByRole('dialog')
  await beside.getByLabel('Your number').fill('2500')
  await beside.getByLabel('Reason').fill('The hospital has signed')
  await beside.getByRole('button', { name: 'Put it beside theirs' }).click()
  await expect(team).toContainText('Zoë Laurent: “The hospital has signed”')

  await home.reload()
  await expect(own.getByRole('grid').first()).toContainText('“The hospital has signed”')
})

test('before a forecast is made the page says what will stand there', async ({ visit }) => {
  const page = await visit('norrsken', 'Olga Petrova', { at: '/forecast?subject=company' })
  await expect(page.getByText('No forecast yet')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Make the first forecast' })).toBeVisible()
})
