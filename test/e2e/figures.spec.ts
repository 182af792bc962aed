import { expect, expectAccessible, test } from './plumbline.ts'

// demo/known-answers/attainment.csv, FY14 Q4
const known = [
  { name: 'Jae Pak', billed: '$1,029,417.84', attained: '77.5%' },
  { name: 'Linda Mitchell', billed: '$1,034,438.37', attained: '92.0%' },
]

for (const { name, billed, attained } of known) {
  test(`${name} signs in and sees the own number first, and nobody else’s`, async ({ page, signIn }) => {
    await signIn(name)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Where do you stand')
    await expect(page.getByRole('button', { name: billed })).toBeVisible()
    await expect(page.getByRole('main')).toContainText(attained)
    const other = known.find(one => one.name !== name)!
    await page.getByRole('link', { name: 'Know' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Where do I stand')
    await page.getByRole('combobox', { name: 'Whose' }).click()
    await expect(page.getByRole('option', { name, exact: true })).toBeVisible()
    await expect(page.getByRole('option', { name: other.name })).toHaveCount(0)
  })
}

test('a manager sees the people below, and their numbers make the team’s', async ({ page, signIn }) => {
  await signIn('Stephen Jiang')
  const team = page.getByRole('grid', { name: 'Your people' })
  await expect(team.getByRole('row', { name: /Jae Pak/ })).toContainText('1,029,418')
  await expect(team.getByRole('row', { name: /Stephen Jiang/ }).first()).toContainText('6,523,848')
  await expect(team.getByRole('row', { name: /Lynn Tsoflias/ })).toHaveCount(0)
})

test('the director sees the company, and the house beside it and not towards the quota', async ({
  page,
  signIn,
}) => {
  await signIn('Brian Welcker')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    'Where does Adventure Works Cycles stand?',
  )
  await expect(page.getByRole('main')).toContainText('86.3% of the quota')
  await expect(page.getByRole('row', { name: /The house/ })).toContainText('no quota')
})

test('an executive sees the company too', async ({ page, signIn }) => {
  await signIn('Ken Sánchez')
  await expect(page.getByRole('main')).toContainText('86.3% of the quota')
})

test('the administrator sees what needs looking after, and no salesperson’s number', async ({
  page,
  signIn,
}) => {
  await signIn('Jean Trenary')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What needs looking after?')
  await expect(page.getByRole('main')).not.toContainText('1,029,417.84')
})

test('a number opens to its definition and the lines it is made of', async ({ page, signIn }) => {
  await signIn('Jae Pak')
  await page.getByRole('button', { name: '$1,029,417.84' }).click()
  const drawer = page.getByRole('dialog')
  await expect(drawer).toContainText('What was really invoiced')
  await expect(drawer).toContainText('$1,029,417.84 credited')
  await expectAccessible(page)
  await drawer.getByRole('link', { name: /All .* lines/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What was billed, line by line?')
  await expect(page.getByRole('main')).toContainText('$1,029,417.84 credited')
})

test('every chart has its table', async ({ page, signIn }) => {
  await signIn('Jae Pak')
  await page.getByRole('link', { name: 'Know' }).click()
  await page.getByRole('button', { name: 'Table' }).click()
  await expect(page.getByRole('row', { name: /FY14 Q4 \(under way\)/ })).toContainText('1,329,000')
})
