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
  const missed = found.filter({ hasText: '17 of 17 people with a quota missed it' })
  await missed.getByRole('button', { name: 'Hand to an executive' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Answer by').fill('2014-05-30')
  await dialog.getByLabel('Note').fill('Before the next quotas are set')
  await dialog.getByRole('button', { name: 'Hand over' }).click()
  const handed = page.getByRole('list', { name: 'Handed over' })
  await expect(handed).toContainText('To Ken Sánchez')
  // until it is answered it can be taken back, and the undo hands it over as it was
  await handed.getByRole('button', { name: 'Take back' }).click()
  await expect(missed.getByRole('button', { name: 'Hand to an executive' })).toBeVisible()
  await expect(handed).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(handed).toContainText('To Ken Sánchez')
  await expect(handed).toContainText('Before the next quotas are set')

  const executive = await visit('adventure', 'Ken Sánchez', { at: '/diagnosis' })
  const waiting = executive.getByRole('list', { name: 'Handed over' }).getByRole('listitem').first()
  await waiting.getByLabel('Your answer').fill('They are set anew for June.')
  await waiting.getByRole('button', { name: 'Answer' }).click()
  await expect(waiting).toContainText('Answered the same day.')
})

test('a salesperson sees own gap and own place among all, and no colleague', async ({ visit }) => {
  const page = await visit('adventure', 'Jae Pak', {
    at: '/diagnosis',
    viewport: { width: 390, height: 844 },
  })
  await expect(question(page)).toHaveText('Why am I short?')
  const section = page.getByRole('region', { name: 'Common to all, or particular to people' })
  const funnel = section.getByRole('figure').nth(1)
  await funnel.getByRole('button', { name: 'Table' }).click()
  await expect(funnel.getByRole('row')).toHaveCount(2)
  await expect(funnel.getByRole('row').nth(1)).toContainText('Jae Pak')
})

test('a step opens to its accounts, a branch to its own gap, a person to their page; all can be taken along', async ({
  visit,
}) => {
  const page = await visit('adventure', 'Brian Welcker', { at: '/diagnosis' })
  const steps = page.getByRole('list', { name: 'Steps of the gap' })
  await steps.locator('summary', { hasText: 'Accounts that left' }).press('Enter')
  const accounts = page.getByRole('table', { name: 'Accounts behind this' })
  await expect(accounts.getByRole('link').first()).toHaveAttribute('href', /^\/accounts\//)
  await steps.getByRole('button', { name: 'Take along' }).click()
  const behind = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'CSV' }).click()
  expect((await behind).suggestedFilename()).toMatch(/ Accounts that left\.csv$/)

  await page.locator('summary', { hasText: 'Person by person' }).press('Enter')
  const people = page.getByRole('grid', { name: 'Person by person' })
  await expect(people.getByRole('row')).toHaveCount(18)
  await expect(people.getByRole('link', { name: 'Jae Pak' })).toHaveAttribute('href', /^\/people\//)

  const taken = [
    ['Common to all, or particular to people', 'CSV: Person by person', / People\.csv$/],
    ['Findings', 'CSV', / findings\.csv$/],
    ['Price, product, position', 'CSV: Price held by product line', / Price held by product line\.csv$/],
    ['Price, product, position', 'Excel, a sheet of each', / price\.xlsx$/],
  ] as const
  for (const [section, form, name] of taken) {
    await page
      .getByRole('region', { name: section })
      .getByRole('button', { name: 'Take along' })
      .first()
      .click()
    const file = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: form, exact: true }).click()
    expect((await file).suggestedFilename()).toMatch(name)
  }

  await page.getByRole('combobox', { name: 'Taken apart against' }).click()
  await page.getByRole('option', { name: 'The plan' }).click()
  await expect(page).toHaveURL(/against=plan/)
  await steps.locator('summary', { hasText: 'Amy Alberts' }).click()
  await steps.getByRole('link', { name: 'Why? Amy Alberts' }).click()
  await expect(answer(page)).toContainText('Amy Alberts')
  await expect(page).toHaveURL(/subject=team/)
})

test('a month asked about says that people are judged by the quarter that quotas are set for', async ({
  visit,
}) => {
  const page = await visit('adventure', 'Brian Welcker', { at: '/diagnosis?period=month' })
  await expect(page.getByText('Quotas are set by the quarter')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Common to all, or particular to people' })).toContainText(
    'people are judged by FY14 Q4',
  )
})

test('nothing of it is wider than a phone', async ({ visit }) => {
  const page = await visit('adventure', 'Brian Welcker', {
    at: '/diagnosis',
    viewport: { width: 390, height: 844 },
  })
  await page.getByRole('list', { name: 'Steps of the gap' }).getByText('Accounts that left').click()
  await expect(page.getByRole('table', { name: 'Accounts behind this' })).toBeVisible()
  await page.getByText('Person by person').click()
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(beyond).toBeLessThanOrEqual(0)
})
