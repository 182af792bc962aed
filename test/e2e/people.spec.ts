import { choose } from './files.ts'
import { addressOf } from './houses/setup.ts'
import { answer, expect, question, settled, test, type Page } from './visit.ts'

// Norrsken Instruments, test/world.ts; its clock stands at 2026-03-31.

test('somebody is moved from a date: first what would change, then the change, and the log tells it', async ({
  visit,
}) => {
  const page = await visit('norrsken', 'Göran Lindqvist', { at: '/people' })
  await page.getByRole('grid', { name: 'People' }).getByRole('link', { name: 'Emi Satō' }).click()
  await page.getByRole('button', { name: 'Move to another manager' }).click()
  const dialog = page.getByRole('dialog')
  await choose(dialog, 'New manager', 'Zoë Laurent')
  await dialog.getByRole('textbox', { name: 'From' }).fill('2026-04-15')
  await dialog.getByLabel('Why').fill('Kyōto is looked after from Lyon')
  await dialog.getByRole('button', { name: 'What would change?' }).click()
  await expect(dialog.getByText('Their reporting lines afterwards:')).toBeVisible()
  await expect(dialog).toContainText('Zoë Laurent')
  await dialog.getByRole('button', { name: 'Move Emi Satō' }).click()
  await expect(dialog).toHaveCount(0)
  const line = page.getByRole('region', { name: 'Reported to' })
  await expect(line).toContainText('15 Apr 2026')
  await expect(line).toContainText('Zoë Laurent')
  await page.goto('/people')
  await expect(page.getByRole('row', { name: /Emi Satō/ })).toContainText('Kenji Nakamura')
  await page.goto('/people?on=2026-04-15')
  await expect(page.getByRole('row', { name: /Emi Satō/ })).toContainText('Zoë Laurent')
  await page.goto('/events')
  const told = page.getByRole('row', { name: /Kyōto is looked after from Lyon/ })
  await expect(told).toContainText('Göran Lindqvist')
})

test('a ring in the reporting line is refused in a sentence', async ({ visit }) => {
  const page = await visit('norrsken', 'Göran Lindqvist', { at: '/people' })
  await page.getByRole('grid', { name: 'People' }).getByRole('link', { name: 'Kenji Nakamura' }).click()
  await page.getByRole('button', { name: 'Move to another manager' }).click()
  const dialog = page.getByRole('dialog')
  await choose(dialog, 'New manager', 'Farid Haddad')
  await dialog.getByRole('button', { name: 'What would change?' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Farid Haddad')
})

test('an invitation is accepted in another browser, its password signs in, and a reset link replaces it', async ({
  visit,
}) => {
  test.setTimeout(120_000)
  const olga = await visit('norrskenByPassword', 'Olga Petrova', { at: '/people' })
  await olga.getByRole('grid', { name: 'People' }).getByRole('link', { name: 'Farid Haddad' }).click()
  await olga.getByRole('button', { name: 'Invite' }).click()
  const link = await olga.getByLabel('Link for Farid Haddad').inputValue()
  expect(link).toContain(await addressOf('norrskenByPassword'))

  const farid = await visit('norrskenByPassword', null, { at: link })
  await expect(question(farid)).toHaveText('Are you Farid Haddad?')
  await farid.getByLabel('New password').fill('too short')
  await farid.getByRole('button', { name: 'Accept' }).click()
  await expect(farid.getByText('Choose at least 10 characters.')).toBeVisible()
  await farid.getByLabel('New password').fill('water and power in Muscat')
  await farid.getByRole('button', { name: 'Accept' }).click()
  await expect(question(farid)).toHaveText('Where do you stand, Farid?')

  const again = await visit('norrskenByPassword', null, { at: link })
  await expect(again.getByRole('alert')).toBeVisible()

  await leave(farid, 'Farid Haddad')
  await enter(farid, 'water and power in Muscat')
  await expect(question(farid)).toHaveText('Where do you stand, Farid?')

  const lost = await visit('norrskenByPassword', null, { at: '/forgot-password' })
  await lost.getByLabel('E-mail').fill('farid@norrsken.example')
  await lost.getByRole('button', { name: 'Ask for a link' }).click()
  await expect(answer(lost)).toContainText('your administrator now has a link for you')
  await olga.goto('/people')
  const handOver = olga.getByRole('region', { name: 'To be handed over' })
  const reset = await handOver.getByRole('textbox', { name: /Farid Haddad/ }).inputValue()
  await lost.goto(reset)
  await lost.getByLabel('New password').fill('another sentence of Farid')
  await lost.getByRole('button', { name: 'Set the password' }).click()
  await expect(answer(lost)).toContainText('every earlier sign-in has ended')

  // ended, so whoever was in is asked who they are
  await farid.goto('/')
  await expect(question(farid)).toHaveText('Who are you?')
  await enter(farid, 'water and power in Muscat')
  await expect(farid.getByRole('alert')).toBeVisible()
  await enter(farid, 'another sentence of Farid')
  await expect(question(farid)).toHaveText('Where do you stand, Farid?')
})

test('one sees where one is signed in, and ends it there', async ({ visit }) => {
  const here = await visit('norrsken', 'Çelik Aydın', { at: '/me' })
  await expect(answer(here)).toHaveText('You are signed in here and nowhere else.')
  const there = await visit('norrsken', 'Çelik Aydın')
  await expect(question(there)).toHaveText('Where do you stand, Çelik?')
  await here.reload()
  await expect(answer(here)).toHaveText('You are signed in in 2 places.')
  await here.getByRole('button', { name: 'End', exact: true }).click()
  await expect(answer(here)).toHaveText('You are signed in here and nowhere else.')
  await there.goto('/me')
  await expect(question(there)).toHaveText('Whose eyes do you want to see with?')
})

test('a token is shown once, asks with one’s own rights, and is over when it is ended', async ({ visit }) => {
  const page = await visit('norrsken', 'Béatrice Noël', { at: '/me' })
  await page.getByLabel('What it is for').fill('a sheet of my own')
  await page.getByRole('button', { name: 'Make a token' }).click()
  const token = await page.getByLabel('The new token').inputValue()
  const asks = async (path: string) =>
    fetch(`${await addressOf('norrsken')}/api${path}`, { headers: { authorization: `Bearer ${token}` } })
  const me = await asks('/me')
  expect(me.status).toBe(200)
  expect(await me.text()).toContain('Béatrice Noël')
  expect((await asks('/ledger/mappings')).status).toBe(403)

  await page.reload()
  await settled(page)
  await expect(page.locator('body')).not.toContainText(token)
  const row = page.getByRole('grid', { name: 'Tokens' }).getByRole('row', { name: /a sheet of my own/ })
  await row.getByRole('button', { name: 'End' }).click()
  await expect(row).toContainText('ended')
  expect((await asks('/me')).status).toBe(401)
})

test('an administrator sees as somebody, under a banner and read only, and the log keeps it', async ({
  visit,
}) => {
  const page = await visit('norrsken', 'Olga Petrova', { at: '/people' })
  await page.getByRole('grid', { name: 'People' }).getByRole('link', { name: 'Göran Lindqvist' }).click()
  await page.getByRole('button', { name: 'See as Göran Lindqvist' }).click()
  const banner = page.getByText('You see this as Göran Lindqvist – read only')
  await expect(banner).toBeVisible()
  await expect(question(page)).toHaveText('Where does Norrsken Instruments stand?')

  await page.goto('/people')
  await expect(banner).toBeVisible()
  await page.getByRole('button', { name: 'Add somebody' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Nobody Atall')
  await dialog.getByLabel('Number').fill('nobody')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('read only')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Back to yourself' }).click()
  await expect(question(page)).toHaveText('Who reports to whom?')
  await expect(banner).toHaveCount(0)
  await page.goto('/events')
  await expect(page.getByRole('grid', { name: 'Changes' }).getByRole('row').nth(1)).toContainText(
    'Olga Petrova',
  )
})

async function leave(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(question(page)).toHaveText('Who are you?')
}

async function enter(page: Page, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill('farid@norrsken.example')
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
