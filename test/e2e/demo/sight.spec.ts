import { answer, expect, question, settled, test, type Page } from '../visit.ts'

// Figures: demo/known-answers/attainment.csv, FY14 Q4, and README of demo/; the clock stands at 2014-05-02.

test('a salesperson’s Home begins with the own number, and where one should be is the whole quota', async ({
  visit,
}) => {
  const page = await visit('adventure', 'Jae Pak')
  await expect(question(page)).toHaveText('Where do you stand, Jae?')
  await expect(answer(page)).toHaveText(
    'You have billed $1.03M in FY14 Q4: 77.5% of your quota of $1.33M, with $300K missing. That is behind the $1.33M usually billed by today.',
  )
  await expect(fact(page, 'Billed')).toContainText('$1,029,417.84')
  await expect(fact(page, 'Quota')).toContainText('$1,329,000.00')
  await expect(fact(page, 'Quota')).toContainText('77.5%')
  await expect(fact(page, 'Gap')).toContainText('$299,582.16')
  // every sale of this quarter is in by its first days: a straight line would say two thirds
  await expect(fact(page, 'By today')).toContainText('$1,329,000.00')
  await expect(page.getByRole('contentinfo')).toContainText('Billing up to May 2, 2014')
})

test('a manager sees the people below, and their numbers add up to the team’s', async ({ visit }) => {
  const page = await visit('adventure', 'Stephen Jiang')
  const team = page.getByRole('grid', { name: 'Your people' })
  await expect(team.getByRole('row', { name: /Jae Pak/ })).toContainText('1,029,418')
  await expect(team.getByRole('row', { name: /Lynn Tsoflias/ })).toHaveCount(0)
  const billed = await column(team, 'Billed')
  const [whole, ...parts] = billed
  expect(whole).toBe(6_523_848)
  // each is rounded to whole dollars
  expect(Math.abs(parts.reduce((a, b) => a + b, 0) - whole!)).toBeLessThanOrEqual(parts.length)
})

for (const [role, name] of [
  ['director', 'Brian Welcker'],
  ['executive', 'Ken Sánchez'],
] as const)
  test(`the ${role} sees the company, the house beside it and not towards the quota`, async ({ visit }) => {
    const page = await visit('adventure', name)
    await expect(question(page)).toHaveText('Where does Adventure Works Cycles stand?')
    await expect(answer(page)).toContainText(
      'has billed $12.5M in FY14 Q4, $8.94M of it by those with a quota',
    )
    await expect(answer(page)).toContainText('86.3% of the quota of $10.4M')
    await expect(fact(page, 'Billed')).toContainText('$12,510,330.80')
    const branches = page.getByRole('grid', { name: 'Your people' })
    await expect(branches.getByRole('row', { name: /Stephen Jiang/ })).toContainText('6,523,848')
    await expect(branches.getByRole('row', { name: /The house/ })).toContainText('no quota')
  })

test('up to the clock’s day the company has 28,402 orders', async ({ visit }) => {
  const page = await visit('adventure', 'Brian Welcker')
  let orders = 0
  for (const year of ['FY12', 'FY13', 'FY14']) {
    await page.goto(`/figures?period=year&code=${year}&by=channel`)
    await expect(answer(page)).toContainText(year)
    const made = page.getByRole('grid', { name: 'Adventure Works Cycles by Channel' })
    await expect(made.getByRole('row').nth(1)).toBeVisible()
    orders += (await column(made, 'Orders'))[0]!
  }
  expect(orders).toBe(28_402)
})

test('the administrator is told what needs looking after, and no figure of anybody', async ({ visit }) => {
  const page = await visit('adventure', 'Jean Trenary')
  await expect(question(page)).toHaveText('What needs looking after?')
  const said = listening(page)
  for (const screen of ['/', '/figures', '/figures/scorecard', '/accounts', '/ledger', '/people']) {
    await page.goto(screen)
    await settled(page)
    said.push(await page.getByRole('main').innerText())
  }
  for (const figure of ['1,029,417.84', '1029417.84', '102941784', '6,523,848'])
    expect(said.filter(text => text.includes(figure))).toEqual([])
})

test('service has no number, and of the others’ sees the company’s total alone', async ({ visit }) => {
  const page = await visit('norrsken', 'Mika Rantanen')
  await expect(question(page)).toHaveText('How is Norrsken Instruments doing?')
  await expect(page.getByText('You have no quota or billing of your own')).toBeVisible()
  await expect(page.getByRole('main').getByRole('grid')).toHaveCount(0)
  await page.goto('/accounts')
  await expect(page.getByRole('heading', { name: 'No accounts yet' })).toBeVisible()
  await page.goto('/ledger')
  await expect(page.getByRole('heading', { name: 'No billing lines here' })).toBeVisible()
})

test('a salesperson meets no colleague by name or number, on no screen and in no answer', async ({
  visit,
}) => {
  const page = await visit('adventure', 'Jae Pak')
  const { people } = (await (await page.request.get('/api/demo/people')).json()) as {
    people: { id: string; name: string }[]
  }
  const line = ['Jae Pak', 'Stephen Jiang', 'Brian Welcker', 'Ken Sánchez']
  const colleagues = people.filter(({ name }) => !line.includes(name))
  expect(colleagues.length).toBeGreaterThan(10)
  const said = listening(page)
  const screens = ['/', '/figures', '/figures/scorecard', '/accounts', '/ledger', '/people', '/me']
  for (const screen of [...screens, '/figures?by=account', '/figures?period=year&by=product_line']) {
    await page.goto(screen)
    await settled(page)
    said.push(await page.locator('body').innerText())
  }
  for (const { id, name } of colleagues)
    expect(
      said.filter(text => text.includes(name) || text.includes(id)).map(text => around(text, name, id)),
      `where ${name} shows`,
    ).toEqual([])
})

test('a colleague’s page, typed by hand, is not there', async ({ visit }) => {
  const page = await visit('adventure', 'Jae Pak')
  const { people } = (await (await page.request.get('/api/demo/people')).json()) as {
    people: { id: string; name: string }[]
  }
  const linda = people.find(({ name }) => name === 'Linda Mitchell')!
  for (const at of [
    `/people/${linda.id}`,
    `/figures?subject=person:${linda.id}`,
    `/ledger?subject=person:${linda.id}`,
  ]) {
    await page.goto(at)
    await expect(page.getByRole('alert').first()).toBeVisible()
    await expect(page.locator('body')).not.toContainText('Linda')
    await expect(page.locator('body')).not.toContainText('1,034,438')
  }
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: 'Find' }).fill('Linda')
  await expect(page.getByText('Nothing of that name that you may see.')).toBeVisible()
})

test('screens of others are not offered, and typed by hand they refuse in a sentence', async ({ visit }) => {
  const page = await visit('adventure', 'Jae Pak')
  await expect(page.getByRole('navigation', { name: 'Wings' }).getByRole('link')).toHaveText([
    'Home',
    'Aim',
    'Know',
    'Organisation',
  ])
  for (const at of ['/imports', '/ledger/unassigned']) {
    await page.goto(at)
    await expect(page.getByRole('alert').first()).toBeVisible()
  }
})

test('another organisation’s people and numbers never show', async ({ visit }) => {
  const page = await visit('norrsken', 'Göran Lindqvist')
  await expect(question(page)).toHaveText('Where does Norrsken Instruments stand?')
  const { people } = (await (await page.request.get('/api/demo/people')).json()) as {
    people: { name: string; organisation: string }[]
  }
  const elsewhere = people.filter(({ organisation }) => organisation !== 'Norrsken Instruments')
  expect(elsewhere.length).toBeGreaterThan(0)
  await page.goto('/people')
  await settled(page)
  const seen = await page.locator('body').innerText()
  expect(elsewhere.filter(({ name }) => seen.includes(name))).toEqual([])
})

const fact = (page: Page, word: string) =>
  page.locator('.facts > div').filter({ has: page.getByText(word, { exact: true }) })

/** The numbers of a column, the whole first. */
async function column(grid: ReturnType<Page['getByRole']>, head: string): Promise<number[]> {
  const heads = await grid.getByRole('columnheader').allInnerTexts()
  const at = heads.findIndex(text => text.startsWith(head))
  const rows = await grid.getByRole('row').all()
  const cells = await Promise.all(rows.slice(1).map(row => row.locator('th, td').nth(at).innerText()))
  return cells.map(text => Number(text.replaceAll(/[^\d.-]/g, '')))
}

/** What the server answers while one walks about: a name that is only hidden by the screen is not hidden. */
function listening(page: Page): string[] {
  const said: string[] = []
  page.on('response', response => {
    if (!response.url().includes('/api/') || response.url().includes('/api/demo/')) return
    void response.text().then(
      text => said.push(`${response.url()} ${text}`),
      () => {},
    )
  })
  return said
}

function around(text: string, ...sought: string[]): string {
  const at = Math.max(...sought.map(one => text.indexOf(one)))
  return `${text.slice(0, 120)} … ${text.slice(Math.max(0, at - 80), at + 80)}`
}
