import type { addFile } from '#contract/ledger/files.ts'
import type { Answer } from '#web/client.ts'

export type HandedIn = Answer<typeof addFile>

/** An import being prepared. It is kept in the browser, so that one may leave the page and come back to it. */
export type Draft = {
  /** The file to be imported and those that its mapping looks things up in. */
  files: readonly HandedIn[]
  main: string
  yaml: string
  /** The last dry run. */
  dryRun: string | null
}

const key = 'plumbline-import-draft'

export function readDraft(): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Draft | null
  } catch {
    return null
  }
}

export function keepDraft(draft: Draft | null): void {
  if (draft) localStorage.setItem(key, JSON.stringify(draft))
  else localStorage.removeItem(key)
}
