import { AxeBuilder } from '@axe-core/playwright'
import { expect, settled, type Page } from './visit.ts'

/** On the page as it stands, on a desk and on a phone, on light paper and dark. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  const found: string[] = []
  const look = async (how: string, axe: AxeBuilder) => {
    const { violations } = await axe.analyze()
    for (const { id, nodes } of violations)
      for (const { target, any } of nodes)
        found.push(`${what}, ${how}: ${id} at ${target.join(' ')}: ${any[0]?.message}`)
  }
  for (const [width, height] of [
    [390, 844],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme: 'light' })
    await settled(page)
    await look(`${width} light`, new AxeBuilder({ page }).withTags(tags))
    // dark changes colours and nothing else
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
    await look(`${width} dark`, new AxeBuilder({ page }).withRules(['color-contrast']))
  }
  await page.emulateMedia({ colorScheme: 'light' })
  expect(found).toEqual([])
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
