import { answer, expect, question, test, type Page } from '../visit.ts'

test('from signing in to the lines behind a number and on by the command bar, without a mouse', async ({
  visit,
}) => {
  const page = await visit('adventure', null)
  await tabTo(page, 'button', 'Jae Pak')
  await expectFocusSeen(page)
  await page.keyboard.press('Enter')
  await expect(question(page)).toHaveText('Where do you stand, Jae?')

  await tabTo(page, 'button', '$1,029,417.84')
  await expectFocusSeen(page)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Billing lines' })).toContainText('$1,029,417.84')
  await tabTo(page, 'link', /^All .* lines$/)
  await page.keyboard.press('Enter')
  await expect(question(page)).toHaveText('What was billed, line by line?')

  await page.keyboard.press('Control+k')
  const find = page.getByRole('textbox', { name: 'Find' })
  await expect(find).toBeFocused()
  await find.pressSequentially('Side by')
  await expect(page.getByRole('dialog').getByRole('button')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(question(page)).toHaveText('How do we compare, side by side?')
  await expect(find).toHaveCount(0)
})

test('Escape closes what is open and gives the focus back to where it was', async ({ visit }) => {
  const page = await visit('adventure', 'Jae Pak')
  const number = page.getByRole('button', { name: '$1,029,417.84' })
  await number.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(number).toBeFocused()
})

test('the command bar reaches a person and an account by name', async ({ visit }) => {
  const page = await visit('adventure', 'Brian Welcker')
  await expect(question(page)).toBeVisible()
  for (const [typed, asked] of [
    ['Jae Pak', 'How does Jae Pak stand?'],
    ['Sturdy Toys', 'What does Sturdy Toys buy?'],
  ] as const) {
    await page.keyboard.press('Control+k')
    const find = page.getByRole('textbox', { name: 'Find' })
    await expect(find).toBeFocused()
    await find.fill(typed)
    await expect(page.getByRole('dialog').getByRole('button', { name: typed })).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(question(page)).toHaveText(asked)
  }
})

test('arrow keys walk a table, and Enter opens what stands there', async ({ visit }) => {
  const page = await visit('adventure', 'Stephen Jiang')
  const rows = page.getByRole('grid', { name: 'Your people' }).getByRole('row')
  const name = (row: number) => rows.nth(row).getByRole('rowheader').getByRole('link')
  await name(2).focus()
  await page.keyboard.press('ArrowDown')
  await expect(name(3)).toBeFocused()
  await expectFocusSeen(page)
  await page.keyboard.press('End')
  await expect(name(3)).not.toBeFocused()
  await page.keyboard.press('Home')
  await expect(name(3)).toBeFocused()
  const who = await name(3).innerText()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/figures\?subject=/)
  await expect(answer(page)).toContainText(`${who} has billed`)
})

test('the first Tab offers to skip to the page, and does', async ({ visit }) => {
  const page = await visit('adventure', 'Jae Pak')
  await expect(question(page)).toBeVisible()
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to the page' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

/** Tabs on until something has the focus, as a hand does; not there after so many is out of reach. */
async function tabTo(page: Page, role: 'button' | 'link', name: string | RegExp): Promise<void> {
  const sought = page.getByRole(role, { name, exact: true })
  await expect(sought).toBeVisible()
  for (let tabs = 0; tabs < 60; tabs++) {
    await page.keyboard.press('Tab')
    if (await sought.evaluate(element => element === document.activeElement)) return
  }
  throw new Error(`Sixty tabs do not reach ${String(name)}.`)
}

/** Whatever has the focus differs in outline, shadow or border from how it looks without. */
async function expectFocusSeen(page: Page): Promise<void> {
  const marked = await page.evaluate(() => {
    const focused = document.activeElement as HTMLElement
    const look = () => {
      const { outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor } =
        getComputedStyle(focused)
      return JSON.stringify([
        outlineStyle === 'none' ? 0 : outlineWidth,
        boxShadow,
        borderColor,
        backgroundColor,
      ])
    }
    const having = look()
    focused.blur()
    const lacking = look()
    focused.focus({ preventScroll: true, focusVisible: true } as FocusOptions)
    return having !== lacking
  })
  expect(marked, 'the focus is seen').toBe(true)
}
