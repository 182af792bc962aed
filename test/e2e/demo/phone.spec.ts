import { expect, question, settled, test, type Page } from '../visit.ts'

// without the moment in which a menu comes up and a tap falls beside it
const still = { reducedMotion: 'reduce' } as const
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, ...still } as const

test('a salesperson gets everywhere with a thumb', async ({ visit }) => {
  const page = await visit('adventure', 'Jae Pak', phone)
  const bar = page.getByRole('navigation', { name: 'Main' })
  await expect(bar).toBeInViewport()
  await bar.getByRole('link', { name: 'Accounts' }).tap()
  await expect(question(page)).toHaveText('Which account?')
  await page.getByRole('grid', { name: 'Accounts' }).getByRole('link').first().tap()
  await expect(question(page)).toContainText('buy?')
  await bar.getByRole('link', { name: 'Figures' }).tap()
  await expect(question(page)).toHaveText('Where do I stand?')
  await bar.getByRole('link', { name: 'Home' }).tap()
  await expect(question(page)).toHaveText('Where do you stand, Jae?')
  for (const [place, asked] of [
    ['Side by side', 'How did it go, period by period?'],
    ['Billing lines', 'What was billed, line by line?'],
    ['Definitions', 'What do the figures mean?'],
    ['People', 'Who reports to whom?'],
  ] as const) {
    await bar.getByRole('button', { name: 'More' }).tap()
    await page.getByRole('menuitem', { name: place }).tap()
    await expect(question(page)).toHaveText(asked)
  }
  await bar.getByRole('button', { name: 'Find' }).tap()
  await expect(page.getByRole('textbox', { name: 'Find' })).toBeVisible()
})

for (const screen of [
  '/',
  '/figures',
  '/figures/scorecard',
  '/figures/catalogue',
  '/diagnosis',
  '/accounts',
  '/ledger',
  '/people',
  '/me',
])
  test(`nothing is wider than the screen or too small for a thumb on ${screen}`, async ({ visit }) => {
    const page = await visit('adventure', 'Jae Pak', { ...phone, at: screen })
    await settled(page)
    await expectToFit(page)
  })

test('nor on an account’s page, with a number open, or on the own page', async ({ visit }) => {
  const page = await visit('adventure', 'Jae Pak', { ...phone, at: '/accounts' })
  await page.getByRole('grid', { name: 'Accounts' }).getByRole('link').first().tap()
  await expect(question(page)).toContainText('buy?')
  await settled(page)
  await expectToFit(page)
  await page.goto('/')
  await page.getByRole('button', { name: '$1,029,417.84' }).tap()
  await expect(page.getByRole('region', { name: 'Billing lines' })).toBeVisible()
  await expectToFit(page)
})

/** WCAG 2.2, 2.5.8: 24 by 24 pixels, but for links in a sentence, and for what a phone has no place for. */
async function expectToFit(page: Page): Promise<void> {
  const found = await page.evaluate(() => {
    const across = document.documentElement.scrollWidth - document.documentElement.clientWidth
    const targets = [...document.querySelectorAll('a[href], button, input, select, summary, [role=tab]')]
    const small = targets.flatMap(target => {
      // a box and its words are one target
      const { width, height } = (target.closest('.mantine-Checkbox-body') ?? target).getBoundingClientRect()
      const inSentence = target.matches('a, button.open-number') && /\S/.test(around(target))
      const seen =
        target.checkVisibility({ visibilityProperty: true }) && width > 1 && !target.closest('.skip, thead')
      return seen && !inSentence && (width < 24 || height < 24)
        ? [
            `${target.tagName} “${target.textContent?.trim().slice(0, 40)}” ${Math.round(width)}×${Math.round(height)}`,
          ]
        : []
    })
    return { across, small }
    /** The text that stands in the same line beside a link. */
    function around(target: Element): string {
      const beside = [...(target.parentNode?.childNodes ?? [])].filter(
        node => node.nodeType === Node.TEXT_NODE,
      )
      return beside.map(node => node.textContent ?? '').join('')
    }
  })
  expect(found).toEqual({ across: 0, small: [] })
}
