import { readFileSync } from 'node:fs'
import { expect, question, settled, test, type Page } from './visit.ts'

const screens = [
  '/',
  '/figures',
  '/figures/scorecard',
  '/figures/catalogue',
  '/accounts',
  '/ledger',
  '/ledger/unassigned',
  '/imports',
  '/imports/new',
  '/people',
  '/events',
  '/me',
  '/settings',
  '/nowhere',
]

/** Everything of the catalogue that stands alone: what is put together with data is another text each time. */
const english = new Set(
  [...readFileSync('src/web/locales/en.po', 'utf8').matchAll(/^msgid "([^{<]+?)"$/gm)].map(found =>
    found[1]!.trim(),
  ),
)

test('in disguise no text of any screen is plain English', async ({ visit }) => {
  test.setTimeout(180_000)
  const page = await visit('norrsken', 'Göran Lindqvist')
  await page.evaluate(() => localStorage.setItem('plumbline-language', 'en-XA'))
  const plain: { screen: string; text: string }[] = []
  // names of figures, and the person called “The house”, are the server's to say
  let answered = ''
  page.on('response', async response => {
    if (response.url().includes('/api/')) answered += await response.text().catch(() => '')
  })
  for (const screen of screens) {
    await page.goto(screen)
    await settled(page)
    await expect(page.locator('html')).toHaveAttribute('lang', 'en-XA')
    await expect(question(page)).toHaveText(/[ÅåÇçÐðÉéĜĝÎîŁłÑñÖöŔŕŠšŢţÛûÝýŽž]/)
    const texts = await spoken(page)
    plain.push(...texts.filter(text => english.has(text)).map(text => ({ screen, text })))
  }
  expect(plain.filter(({ text }) => !answered.includes(JSON.stringify(text)))).toEqual([])
})

test('a person chooses Swedish in the menu, keeps it, and goes back to the organisation’s language', async ({
  visit,
}) => {
  const page = await visit('norrsken', 'Göran Lindqvist', { at: '/people' })
  await expect(question(page)).toHaveText('Who reports to whom?')
  await page.getByRole('button', { name: /Göran Lindqvist/ }).click()
  await page.getByRole('menuitemradio', { name: 'svenska' }).click()
  await expect(question(page)).toHaveText('Vem rapporterar till vem?')
  await page.reload()
  await expect(question(page)).toHaveText('Vem rapporterar till vem?')
  await page.getByRole('button', { name: /Göran Lindqvist/ }).click()
  await page.getByRole('menuitemradio', { name: 'Som organisationen' }).click()
  await expect(question(page)).toHaveText('Who reports to whom?')
})

test('before anybody signed in, the browser’s language is spoken', async ({ visit }) => {
  const page = await visit('norrsken', null, { at: '/forgot-password', locale: 'sv-SE' })
  await expect(question(page)).toHaveText('Glömt ditt lösenord?')
})

/** What stands on the page, and what it says to somebody who cannot see it. */
function spoken(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    while (walker.nextNode()) found.push(walker.currentNode.textContent?.trim() ?? '')
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]'))
      for (const name of ['aria-label', 'placeholder', 'title'])
        found.push(element.getAttribute(name)?.trim() ?? '')
    return found
  })
}
