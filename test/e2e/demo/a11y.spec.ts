import { everyWay, expectAccessible, onePhone } from '../axe.ts'
import { expect, question, test } from '../visit.ts'

test.describe.configure({ mode: 'parallel' })

const everybody = [
  '/',
  '/figures',
  '/figures/scorecard',
  '/figures/catalogue',
  '/process',
  '/forecast',
  '/recipe',
  '/diagnosis',
  '/effects',
  '/forecast/deals',
  '/opportunities',
  '/accounts',
  '/ledger',
  '/people',
  '/territories',
  '/me',
  '/nowhere',
]
/** What a salesperson's screens have that the director's do not. */
const salespersons = ['/', '/figures', '/forecast', '/recipe', '/diagnosis']
/** Lists of the same parts as Accounts. */
const alike = new Set(['/opportunities', '/people', '/events', '/imports', '/ledger/unassigned'])
const forSome = ['/ledger/unassigned', '/imports', '/imports/new', '/events', '/settings']

for (const [who, screens] of [
  ['Brian Welcker', [...everybody, ...forSome]],
  ['Jae Pak', salespersons],
] as const)
  for (const screen of screens)
    test(`axe finds nothing for ${who} on ${screen}`, async ({ visit }) => {
      const page = await visit('adventure', who, { at: screen, reducedMotion: 'reduce' })
      const looks = alike.has(screen) || who === 'Jae Pak' ? onePhone : screen === '/' ? everyWay : undefined
      await expectAccessible(page, screen, looks)
    })

test('axe finds nothing on a person, an account, an import, or with something open', async ({ visit }) => {
  test.setTimeout(120_000)
  const page = await visit('adventure', 'Brian Welcker', { at: '/accounts', reducedMotion: 'reduce' })
  await page.getByRole('grid', { name: 'Accounts' }).getByRole('link').first().click()
  await expect(question(page)).toContainText('buy?')
  await expectAccessible(page, 'an account')
  await page.goto('/imports')
  await page.getByRole('grid', { name: 'Imports' }).getByRole('link').first().click()
  await expect(question(page)).toHaveText('What did this import do?')
  await expectAccessible(page, 'an import')
  await page.goto('/people')
  await page.getByRole('grid', { name: 'People' }).getByRole('link', { name: 'Jae Pak' }).click()
  await expect(question(page)).toHaveText('How does Jae Pak stand?')
  await expectAccessible(page, 'a person')
  await page.getByRole('button', { name: 'Move to another manager' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, 'a dialog')
  await page.keyboard.press('Escape')
  await page.goto('/')
  await page.getByRole('button', { name: '$12,510,330.80' }).click()
  await expect(page.getByRole('region', { name: 'Billing lines' })).toBeVisible()
  await expectAccessible(page, 'a number that is open')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: 'Find' }).fill('Jae')
  await expect(page.getByRole('dialog').getByText('Jae Pak')).toBeVisible()
  await expectAccessible(page, 'the command bar')
})

test('axe finds nothing on a gap with a step, the people and a finding’s form open', async ({ visit }) => {
  test.setTimeout(180_000)
  const page = await visit('adventure', 'Brian Welcker', { at: '/diagnosis', reducedMotion: 'reduce' })
  const steps = page.getByRole('list', { name: 'Steps of the gap' })
  await steps.getByText('Accounts that left').click()
  await expect(page.getByRole('table', { name: 'Accounts behind this' })).toBeVisible()
  await page.getByText('Person by person').click()
  await expect(page.getByRole('grid', { name: 'Person by person' })).toBeVisible()
  await expectAccessible(page, 'a step of a gap')
  await page.getByRole('button', { name: 'Hand to an executive' }).first().click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, 'a finding handed over')
})

test('axe finds nothing on somebody’s recipe, or with a figure being defined', async ({ visit }) => {
  const page = await visit('adventure', 'Brian Welcker', { at: '/recipe', reducedMotion: 'reduce' })
  await page.getByRole('link', { name: 'Jae Pak' }).click()
  await expect(question(page)).toContainText('target need each week')
  await expectAccessible(page, 'somebody’s recipe')
  await page.goto('/figures/catalogue')
  await page.getByRole('button', { name: 'Define a figure' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, 'a figure that is being defined')
})

test('axe finds nothing on the pages before one is signed in', async ({ visit }) => {
  const page = await visit('norrskenByPassword', null, { reducedMotion: 'reduce' })
  for (const screen of [
    '/sign-in',
    '/forgot-password',
    '/reset-password',
    '/reset-password?token=x',
    '/invite/none',
  ]) {
    await page.goto(screen)
    await expectAccessible(page, screen)
  }
  const demo = await visit('adventure', null, { reducedMotion: 'reduce' })
  await expectAccessible(demo, 'the demo’s people')
})
