import { expect, type Locator, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { settled } from './visit.ts'

export type Upload = { name: string; mimeType: string; buffer: Buffer }

export function csv(name: string, rows: readonly (readonly (string | number)[])[]): Upload {
  const text = rows.map(row => row.join(',')).join('\r\n')
  return { name, mimeType: 'text/csv', buffer: Buffer.from(`${text}\r\n`) }
}

/** Lets files fall on the page as a hand does that drags them from a folder. */
export async function drop(onto: Locator, file: Upload): Promise<void> {
  const held = await onto.page().evaluateHandle(
    ({ name, mimeType, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), letter => letter.codePointAt(0)!)
      const transfer = new DataTransfer()
      transfer.items.add(new File([bytes], name, { type: mimeType }))
      return transfer
    },
    { ...file, base64: file.buffer.toString('base64') },
  )
  for (const event of ['dragenter', 'dragover', 'drop'])
    await onto.dispatchEvent(event, { dataTransfer: held })
}

/** The file that a click has the browser keep. */
export async function kept(page: Page, click: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()])
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}

/** Chooses in one of the kit's selects as somebody does: long lists by typing. */
export async function choose(within: Page | Locator, label: string, option: string): Promise<void> {
  const page = 'page' in within ? within.page() : within
  // an open list moves with the page that grows under it
  await settled(page)
  const field = within.getByRole('combobox', { name: label, exact: true })
  await field.click()
  if (await field.isEditable()) await field.fill(option)
  await page.getByRole('option', { name: option, exact: true }).click()
  await expect(field).toHaveValue(option)
}
