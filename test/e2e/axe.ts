import { AxeBuilder } from '@axe-core/playwright'
import { expect, settled, type Page } from './visit.ts'

type Look = readonly [width: number, colorScheme: 'light' | 'dark']

/** Each width and each paper once: what depends on the one hardly ever depends on the other. */
const once: readonly Look[] = [
  [390, 'dark'],
  [1440, 'light'],
]
/** Where another page of the same parts was looked at both ways. */
export const onePhone: readonly Look[] = once.slice(0, 1)
/** For a page or two, whatever stands around all the others: every width on every paper. */
export const everyWay: readonly Look[] = [...once, [390, 'light'], [1440, 'dark']]

/** Row after row is drawn alike: the first eight speak for a hundred, which would take axe ten times as long. */
const alike = 'tbody tr:nth-child(n + 9)'

/** Axe finds nothing on the page as it stands, whatever is open on it, on a desk and on a phone, in light and dark. */
export async function expectAccessible(page: Page, what: string, looks = once): Promise<void> {
  const found: string[] = []
  for (const [width, colorScheme] of looks) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
    await settled(page)
    await arrived(page)
    const { violations } = await axeOn(page).analyze()
    for (const { id, nodes } of violations)
      for (const { target, any } of nodes)
        found.push(`${what}, ${width} ${colorScheme}: ${id} at ${target.join(' ')}: ${any[0]?.message}`)
  }
  expect(found).toEqual([])
}

/**
 * Violations alone, and in the page itself: to gather what is right, in a page of its own for frames of other origins,
 * took axe four times as long, and we have no frames.
 */
function axeOn(page: Page): AxeBuilder {
  return new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(tags)
    .exclude(alike)
}

/** Whatever fades from one paper to the other has arrived. */
async function arrived(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise(resolve => requestAnimationFrame(resolve))
    await frame()
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
    await frame()
  })
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
