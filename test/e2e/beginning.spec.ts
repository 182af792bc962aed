import { expect, expectAccessible, test } from './plumbline.ts'
import type { Page } from '@playwright/test'

const people =
  'Number,Full name,Email,Job\n1,Ada Berg,ada@example.com,director\n2,Bo Dahl,bo@example.com,salesperson\n'

test('the first visitor founds the organisation, then imports a file and undoes it', async ({
  page,
  empty,
}) => {
  test.setTimeout(120_000)
  await page.goto(empty)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Whose sales organisation is this?')
  await expectAccessible(page)
  await page.getByLabel('Organisation', { exact: false }).first().fill('Northwind Tools')
  await page.getByLabel('Your name').fill('Ada Berg')
  await page.getByLabel('Your e-mail').fill('founder@example.com')
  await page.getByLabel('Your password').fill('a long enough sentence')
  await page.getByRole('button', { name: 'Found the organisation' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What are you here?')
  await expect(page.getByText('Either can be given away under People')).toBeVisible()
  await page.goto(empty)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Where will Northwind Tools stand?')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Bring in the first file' }).click()

  await page.setInputFiles('input[type=file]', {
    name: 'staff.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(people),
  })
  await expect(page.getByText('staff.csv', { exact: false }).first()).toBeVisible()
  await choose(page, 'This file holds', 'People')
  await choose(page, 'Where code comes from', 'Number')
  await choose(page, 'Where name comes from', 'Full name')
  await choose(page, 'Where email comes from', 'Email')
  await choose(page, 'Where roles comes from', 'Job')
  await expectAccessible(page)

  // what was begun is there when one comes back
  await page.reload()
  await expect(page.getByText('Everything needed has a source')).toBeVisible()
  await page.getByRole('button', { name: /Dry run/ }).click()
  await expect(page.getByText('Would be new')).toBeVisible({ timeout: 20_000 })
  await page.getByRole('button', { name: 'Import for real' }).click()
  await expect(page.getByText('It took 2 of 2 rows; none was refused.')).toBeVisible({ timeout: 20_000 })
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Undo this import' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Undo it' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What did undoing change?')
})

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).or(page.getByLabel(label)).first().click()
  await page.getByRole('option', { name: option, exact: true }).click()
}
