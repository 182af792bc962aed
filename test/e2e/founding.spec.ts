import type { BrowserContext } from '@playwright/test'
import { writeXlsx } from 'hucre'
import { choose, csv, drop, kept, type Upload } from './files.ts'
import { expectAccessible } from './axe.ts'
import { answer, expect, question, settled, test, type Page } from './visit.ts'

// One story from an empty Plumbline to own numbers and back; each part goes on where the one before ended.
test.describe.configure({ mode: 'serial' })

const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' })
let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>

test('the first visitor founds the organisation and is told that both roles can be given away', async ({
  visit,
}) => {
  const page = await visit('empty', null)
  await expect(question(page)).toHaveText('Whose sales organisation is this?')
  await page.getByLabel('Organisation').fill('Nordhav')
  await page.getByLabel('Your e-mail').fill('ada@nordhav.example')
  await page.getByLabel('Your password').fill('short')
  await page.getByRole('button', { name: 'Found the organisation' }).click()
  await expect(page.getByLabel('Your name')).toBeFocused()
  await page.getByLabel('Your name').fill('Ada Berg')
  await page.getByRole('button', { name: 'Found the organisation' }).click()
  await expect(page.getByText('Choose at least 10 characters.')).toBeVisible()
  await page.getByLabel('Your password').fill('a long enough sentence')
  await page.getByRole('button', { name: 'Found the organisation' }).click()
  await expect(answer(page)).toContainText('administrator and sales director')
  await expect(answer(page)).toContainText('Either can be given away')
  await page.getByRole('button', { name: 'Go on: bring in your people and billing' }).click()
  await expect(question(page)).toHaveText('What do you bring?')
  signedIn = await page.context().storageState()
})

test('nobody founds it a second time', async ({ visit }) => {
  const page = await visit('empty', null, { at: '/setup' })
  await expect(question(page)).toHaveText('Who are you?')
})

test('the empty home says what will stand here, and has the one button that starts it', async ({ visit }) => {
  const page = await visit('empty', null, { storageState: signedIn })
  await expect(question(page)).toHaveText('Where will Nordhav stand?')
  await expect(page.getByRole('main').getByRole('link')).toHaveText(['Bring in the first file'])
  await expectAccessible(page, 'the empty home')
  await page.getByRole('link', { name: 'Bring in the first file' }).click()
  await expect(question(page)).toHaveText('What do you bring?')
})

test('people: the guess is shown and corrected, a dry run changes nothing, then they are there', async ({
  visit,
}) => {
  const page = await visit('empty', null, { storageState: signedIn, at: '/imports/new' })
  await hand(page, people)
  await expect(page.getByRole('combobox', { name: 'This file holds' })).toHaveValue('People')
  await expect(sourceOf(page, 'code')).toHaveValue('Employee number')
  await expect(sourceOf(page, 'place')).toHaveValue('Office')
  await choose(page, 'Where place comes from', 'Town')
  await expectAccessible(page, 'the mapping')
  // what was begun is there when one comes back
  await page.reload()
  await expect(sourceOf(page, 'place')).toHaveValue('Town')
  await page.getByRole('button', { name: /Dry run/ }).click()
  await expect(fact(page, 'Would be new')).toContainText('2')
  await expect(fact(page, 'Taken')).toContainText('2')
  expect(await namesOfPeople(page)).toEqual(['Ada Berg'])

  await page.getByRole('button', { name: 'Import for real' }).click()
  await expect(answer(page)).toHaveText('It took 2 of 2 rows; none was refused.')
  expect(await namesOfPeople(page)).toEqual(['Ada Berg', 'Bo Dahl', 'Cecilia Ek'])
  await page.goto('/people')
  await expect(page.getByRole('row', { name: /Bo Dahl/ })).toContainText('Umeå')
})

test('reporting lines and accounts come in after them', async ({ visit }) => {
  const page = await visit('empty', null, { storageState: signedIn, at: '/imports/new' })
  await hand(page, reporting)
  await expect(page.getByRole('combobox', { name: 'This file holds' })).toHaveValue('Reporting lines')
  await page.getByRole('button', { name: 'Import for real' }).click()
  await expect(answer(page)).toHaveText('It took 2 of 2 rows; none was refused.')

  await page.goto('/imports/new')
  await hand(page, accounts)
  await expect(page.getByRole('combobox', { name: 'This file holds' })).toHaveValue('Accounts')
  await page.getByRole('button', { name: 'Import for real' }).click()
  await expect(answer(page)).toHaveText('It took 2 of 2 rows; none was refused.')
})

test('billing: what is refused is shown and kept as a file, the rest is on Home', async ({ visit }) => {
  const page = await visit('empty', null, { storageState: signedIn, at: '/imports/new' })
  await drop(page.getByLabel('Drop files here, or choose them'), billing)
  await expect(page.getByRole('combobox', { name: 'This file holds' })).toHaveValue('Billing lines')
  await expect(sourceOf(page, 'net')).toHaveValue('Net amount')
  await page.getByLabel('Keep it as').fill('Books')
  await page.getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Kept' })).toBeVisible()
  await page.getByRole('button', { name: 'Import for real' }).click()

  await expect(answer(page)).toHaveText('It took 24 of 25 rows; 1 was refused.')
  const refused = page.getByRole('grid', { name: 'Refused rows' }).getByRole('row').nth(1)
  await expect(refused).toContainText('26')
  await expect(refused).toContainText('Net amount')
  await expect(refused).toContainText('a lot')
  await expectAccessible(page, 'a report with refused rows')
  await page.getByRole('button', { name: 'Take along' }).click()
  const file = await kept(page, () => page.getByRole('menuitem', { name: 'CSV' }).click())
  expect(file.name).toMatch(/\.csv$/)
  expect(file.bytes.toString()).toContain('a lot')

  await page.goto('/')
  await expect(question(page)).toHaveText('Where does Nordhav stand?')
  await expect(page.getByRole('button', { name: '€1,800.00' })).toBeVisible()
})

test('the same columns find their mapping again, and the same lines change nothing', async ({ visit }) => {
  const page = await visit('empty', null, { storageState: signedIn, at: '/imports/new' })
  await hand(page, { ...billing, name: 'again.csv' })
  await expect(page.getByText('Mapped before as “Books”')).toBeVisible()
  await page.getByRole('button', { name: 'Import for real' }).click()
  await expect(fact(page, 'The same as before')).toContainText('24')
  await expect(fact(page, 'New')).toContainText('0')
})

test('undoing says beforehand what it does, and the number goes away', async ({ visit }) => {
  const page = await visit('empty', null, { storageState: signedIn, at: '/imports' })
  await page.getByRole('link', { name: 'billing.csv' }).click()
  await page.getByRole('button', { name: 'Undo this import' }).click()
  const preview = page.getByRole('dialog')
  await expect(preview).toContainText('24 rows that it brought')
  await preview.getByRole('button', { name: 'Undo it' }).click()
  await expect(question(page)).toHaveText('What did undoing change?')
  await expect(answer(page)).toContainText(/^It (took|is in the ledger)/)
  await page.goto('/')
  await settled(page)
  await expect(page.getByRole('main')).not.toContainText('1,800')
  await page.goto('/imports')
  await expect(page.getByRole('row', { name: /^billing\.csv/ }).last()).toContainText('undone')
})

const wrong: readonly [what: string, file: Upload, sentence: RegExp][] = [
  [
    'a PDF that says it is a CSV',
    {
      name: 'report.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<< >>\n\0\x01\x02endobj', 'latin1'),
    },
    /report\.csv is no table: it is a PDF/,
  ],
  [
    'an empty file',
    { name: 'nothing.csv', mimeType: 'text/csv', buffer: Buffer.alloc(0) },
    /nothing\.csv is empty/,
  ],
  [
    'half a workbook',
    {
      name: 'half.xlsx',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from('PK\u0003\u0004 and no more', 'latin1'),
    },
    /half\.xlsx.*CSV/,
  ],
]
for (const [what, file, sentence] of wrong)
  test(`${what} gets a sentence that says what to do`, async ({ visit }) => {
    const page = await visit('empty', null, { storageState: signedIn, at: '/imports/new' })
    await hand(page, file)
    await expect(page.getByRole('alert')).toContainText(sentence)
    await expect(page.getByRole('button', { name: 'Import for real' })).toHaveCount(0)
  })

test('a workbook is read like any other file', async ({ visit }) => {
  const page = await visit('empty', null, { storageState: signedIn, at: '/imports/new' })
  const rows = [
    ['Customer number', 'Customer name', 'City'],
    ['C3', 'Öresund Optik', 'Malmö'],
  ]
  const workbook = await writeXlsx({ sheets: [{ name: 'Customers', rows }] })
  await hand(page, {
    name: 'customers.xlsx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(workbook),
  })
  await expect(page.getByRole('combobox', { name: 'This file holds' })).toHaveValue('Accounts')
  await page.getByRole('button', { name: 'Import for real' }).click()
  await expect(answer(page)).toHaveText('It took 1 of 1 row; none was refused.')
})

const people = csv('people.csv', [
  ['Employee number', 'Employee name', 'E-mail', 'Office', 'Town', 'Role'],
  [2, 'Bo Dahl', 'bo@nordhav.example', 'North', 'Umeå', 'salesperson'],
  [3, 'Cecilia Ek', 'cecilia@nordhav.example', 'South', 'Malmö', 'salesperson'],
])
const reporting = csv('reporting.csv', [
  ['Employee', 'Reports to'],
  [2, 'founder'],
  [3, 'founder'],
])
const accounts = csv('accounts.csv', [
  ['Customer number', 'Customer name', 'City'],
  ['C1', 'Kiruna Gruvteknik', 'Kiruna'],
  ['C2', 'Hammerfest Havforskning', 'Hammerfest'],
])
/** Twelve lines of 100.00 by Bo, twelve of 50.00 by Cecilia, and one that nobody can add up. */
const billing = csv('billing.csv', [
  ['Invoice number', 'Invoice date', 'Customer number', 'Salesperson', 'Net amount'],
  ...Array.from({ length: 24 }, (_, n) => [
    `F${n}`,
    today,
    n % 2 ? 'C1' : 'C2',
    n % 2 ? 3 : 2,
    n % 2 ? '50.00' : '100.00',
  ]),
  ['F24', today, 'C1', 2, 'a lot'],
])

const hand = (page: Page, file: Upload) => page.getByLabel('Files to import').setInputFiles(file)
const sourceOf = (page: Page, field: string) =>
  page.getByRole('combobox', { name: `Where ${field} comes from`, exact: true })
/** One of the figures of a report: its word with its value. */
const fact = (page: Page, word: string) =>
  page.locator('.facts > div').filter({ has: page.getByText(word, { exact: true }) })

async function namesOfPeople(page: Page): Promise<string[]> {
  const answered = await page.request.get('/api/people')
  const { people } = (await answered.json()) as { people: { name: string; isHouse: boolean }[] }
  return people
    .filter(({ isHouse }) => !isHouse)
    .map(({ name }) => name)
    .toSorted()
}
