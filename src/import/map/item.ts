import type { ImportKind, ImportRow } from '#core/ledger/kinds.ts'

/** Why a line stays out. `value` is what the cell held, `reason` what was wanted instead. */
export type Refusal = {
  readonly column: string
  readonly value: string
  readonly reason: string
  /** Only if the line stands in another file than the one imported. */
  readonly file?: string
}

export type Taken<K extends ImportKind = ImportKind> = {
  readonly line: number
  /** The same for the same line however its file is written; repeated lines repeat it. */
  readonly key: string
  readonly kind: K
  readonly row: ImportRow<K>
}
export type Refused = { readonly line: number; readonly refusal: Refusal }
export type Item<K extends ImportKind = ImportKind> = Taken<K> | Refused

/** “Line 14, Amount: found “12,5O”, wanted a number such as 1 234,50.” */
export function refusalSentence({ line, refusal }: Refused): string {
  const place = refusal.file === undefined ? `Line ${line}` : `${refusal.file}, line ${line}`
  const found = refusal.value === '' ? 'is empty' : `found “${refusal.value}”`
  const column = refusal.column === '' ? '' : `, ${refusal.column}`
  return `${place}${column}: ${found}, ${refusal.reason}${refusal.reason.endsWith('?') ? '' : '.'}`
}
