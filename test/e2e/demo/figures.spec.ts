import { readXlsx } from 'hucre'
import { parse } from 'csv-parse/sync'
import { choose, kept } from '../files.ts'
import { answer, expect, question, settled, test, type Page } from '../visit.ts'

test('whose, which period, and what it is made of are chosen; the address remembers', async ({ visit }) => {
  const page = await visit('adventure', 'Brian Welcker', { at: '/figures' })
  await expect(question(page)).toHaveText('Where do we stand?')
  await choose(page, 'Whose', 'Jae Pak')
  await expect(answer(page)).toContainText('Jae Pak has billed $1.03M in FY14 Q4: 77.5%')
  await page.getByRole('button', { name: 'The period before' }).click()
  await expect(answer(page)).toContainText('in FY14 Q3')
  await page.getByRole('button', { name: 'The period after' }).click()
  await expect(answer(page)).toContainText('in FY14 Q4')
  await page.getByRole('tab', { name: 'Territory' }).click()
  await expect(page.getByRole('grid', { name: 'Jae Pak by Territory' })).toBeVisible()
  await page.reload()
  await expect(answer(page)).toContainText('Jae Pak has billed $1.03M in FY14 Q4')
  await expect(page.getByRole('tab', { name: 'Territory' })).toHaveAttribute('aria-selected', 'true')
})

test('a number opens to its definition and lines, and the lines add up to it', async ({ visit }) => {
  const page = await visit('adventure', 'Jae Pak')
  await page.getByRole('button', { name: '$1,029,417.84' }).click()
  const drawer = page.getByRole('dialog')
  await expect(drawer).toContainText('What was really invoiced')
  await expect(drawer.getByRole('region', { name: 'Billing lines' })).toContainText('$1,029,417.84')
  await drawer.getByRole('link', { name: /^All .* lines$/ }).click()
  await expect(question(page)).toHaveText('What was billed, line by line?')
  await expect(page.getByRole('main')).toContainText('$1,029,417.84')
  const rows = page.getByRole('grid', { name: 'Billing lines' }).getByRole('row')
  await expect(rows.nth(1)).toBeVisible()
  for (const more = page.getByRole('button', { name: 'More lines' }); await more.isVisible();) {
    const shown = await rows.count()
    await more.click()
    await expect.poll(() => rows.count()).toBeGreaterThan(shown)
  }
  const credited = await page
    .getByRole('grid', { name: 'Billing lines' })
    .locator('tbody tr td:last-child')
    .allInnerTexts()
  const cents = credited.reduce((sum, text) => sum + Math.round(Number(amount(text)) * 100), 0)
  expect(cents).toBe(102_941_784)
})

test('a table is taken along as CSV and as Excel, with the numbers that stand on the page', async ({
  visit,
}) => {
  const page = await visit('adventure', 'Brian Welcker', { at: '/figures?by=person' })
  const grid = page.getByRole('grid', { name: 'Adventure Works Cycles by Person' })
  await expect(grid).toBeVisible()
  const made = page.getByRole('region', { name: 'What it is made of' })
  const take = async (form: 'CSV' | 'Excel') => {
    await made.getByRole('button', { name: 'Take along' }).click()
    return kept(page, () => page.getByRole('menuitem', { name: form }).click())
  }
  const text = (await take('CSV')).bytes.toString('utf8')
  const csv = parse(text, { bom: true, relax_column_count: true }) as string[][]
  const { sheets } = await readXlsx((await take('Excel')).bytes)
  const xlsx = sheets[0]!.rows

  const shown = await grid
    .getByRole('row', { name: /^Jae Pak/ })
    .locator('td')
    .first()
    .innerText()
  expect(shown).toBe('1,029,418')
  const inCsv = csv.find(row => row.includes('Jae Pak'))!
  const inXlsx = xlsx.find(row => row.includes('Jae Pak'))!
  expect(inCsv).toContain('1029417.84')
  expect(inXlsx).toContain(1_029_417.84)
  const numbers = (row: readonly unknown[]) =>
    row.filter(cell => cell !== null && cell !== '' && !Number.isNaN(Number(cell))).map(Number)
  const named = (rows: readonly (readonly unknown[])[]) =>
    rows.filter(row => numbers(row).length > 2).map(row => [row[0], ...numbers(row)])
  expect(named(csv)).toEqual(named(xlsx))
  const names = await grid.locator('tbody th').allInnerTexts()
  expect(csv.filter(row => names.includes(row[0] ?? '')).length).toBeGreaterThanOrEqual(names.length - 1)
})

test('every chart has its table, with what the chart draws', async ({ visit }) => {
  const page = await visit('adventure', 'Jae Pak', { at: '/figures' })
  const chart = page.getByRole('region', { name: 'Period by period' })
  await chart.getByRole('button', { name: 'Table' }).click()
  const now = chart.getByRole('row', { name: /FY14 Q4 \(under way\)/ })
  await expect(now).toContainText('1,029,418')
  await expect(now).toContainText('1,329,000')
  await chart.getByRole('button', { name: 'Take along' }).click()
  const file = await kept(page, () => page.getByRole('menuitem', { name: 'CSV' }).click())
  expect(file.bytes.toString()).toContain('FY14 Q4 (under way),1029417.84,1329000')
  await chart.getByRole('button', { name: 'Chart', exact: true }).click()
  for (const form of ['SVG', 'PNG']) {
    await chart.getByRole('button', { name: 'Take along' }).click()
    const drawn = await kept(page, () => page.getByRole('menuitem', { name: form }).click())
    expect(drawn.bytes.subarray(0, 4).toString('latin1')).toBe(form === 'SVG' ? '<svg' : '\u0089PNG')
  }
})

test('the definitions stand on one page, the same for everybody', async ({ visit }) => {
  const [director, salesperson] = [
    await visit('adventure', 'Brian Welcker', { at: '/figures/catalogue' }),
    await visit('adventure', 'Jae Pak', { at: '/figures/catalogue' }),
  ]
  const written = async (page: Page) => {
    await settled(page)
    await expect(page.getByRole('heading', { level: 2, name: 'Billed revenue' })).toBeVisible()
    return page.locator('.definitions').innerText()
  }
  expect(await written(director)).toBe(await written(salesperson))
})

const amount = (text: string) => text.replaceAll(',', '').replace('−', '-')
