import { expect, type Page, question, settled, test } from '../visit.ts'

/** The demo's forecasts are made in the background once it is loaded; the record stands when the last one is. */
async function made(page: Page): Promise<void> {
  test.setTimeout(test.info().timeout + 240_000)
  await expect(async () => {
    await page.reload()
    await settled(page)
    await expect(page.getByRole('grid', { name: 'Record by how far ahead' })).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 240_000, intervals: [3000] })
}

test('an executive sees totals and managers; a salesperson their own year on a phone', async ({ visit }) => {
  const executive = await visit('adventure', 'Ken Sánchez', { at: '/forecast?subject=company' })
  await made(executive)
  const parts = executive.getByRole('region', { name: 'What it is made of' })
  await expect(parts.getByText('Stephen Jiang’s team')).toBeVisible()
  await parts.getByRole('link', { name: 'Stephen Jiang’s team' }).click()
  await expect(executive).toHaveURL(/subject=team/)
  await settled(executive)
  await expect(executive.getByText('Jae Pak')).toHaveCount(0)
  await expect(executive.getByText('Linda Mitchell')).toHaveCount(0)

  // where the company's gap came from by that forecast's product lines: nobody is named in what is taken off
  await executive.goto('/diagnosis?against=forecast')
  await executive.getByRole('combobox', { name: 'Split by' }).click()
  await executive.getByRole('option', { name: 'Product line' }).click()
  await expect(executive).toHaveURL(/by=product_line/)
  const split = executive.getByRole('list', { name: 'Steps of the gap' })
  await split.locator('summary', { hasText: 'Less the house' }).click()
  await expect(split.getByText('in nobody’s gap')).toBeVisible()
  // all have a quota: what is left of the company is the house's
  await expect(split.getByText('Less those without a quota')).toHaveCount(0)
  await split.locator('summary', { hasText: 'Road Bikes' }).click()
  await expect(split.getByRole('link', { name: 'Billing lines: Road Bikes' })).toHaveAttribute(
    'href',
    /^\/ledger\?subject=company&from=2014-03-01&to=2014-05-02&productLine=Road\+Bikes$/,
  )

  const seller = await visit('adventure', 'Jae Pak', {
    at: '/forecast?subject=me',
    viewport: { width: 390, height: 844 },
  })
  await expect(question(seller)).toHaveText('Where will my year land?')
  await settled(seller)
  const wide = await seller.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(390)

  // a sum opens to its months, which add up to it
  await seller.getByRole('button', { name: /^Jae Pak: next 3 months/ }).click()
  const opened = seller.getByRole('dialog')
  await expect(opened.getByRole('row')).toHaveCount(5)
  const amounts = await opened.locator('tr > td:nth-child(2)').allInnerTexts()
  const [together, ...each] = amounts
    .map(text => Math.round(100 * Number(text.replaceAll(',', ''))))
    .toReversed()
  expect(each).toHaveLength(3)
  expect(each.reduce((sum, amount) => sum + amount, 0)).toBe(together)
  await seller.keyboard.press('Escape')

  // a billed month leads to its lines, which come to the same number
  const months = seller.getByRole('region', { name: 'Month by month' })
  await months.getByRole('button', { name: 'Table' }).click()
  const march = months.getByRole('row', { name: /^Mar 2014/ })
  await expect(march).toContainText('368,881')
  await expect(months.getByRole('row', { name: /^Jul 2014/ }).getByRole('link')).toHaveCount(0)
  await march.getByRole('link').click()
  await expect(seller).toHaveURL(/ledger\?.*from=2014-03-01&to=2014-03-29/)
  await expect(seller.getByText('$368,881.39 credited')).toBeVisible()
})
