/** What the reading thread is given, and what it answers to each question for more. */
export type Job = { readonly name: string; readonly bytes: Uint8Array; readonly sheet: string | undefined }

export type SheetRow = { readonly line: number; readonly cells: readonly (string | number)[] }

export type Answer =
  | { readonly is: 'rows'; readonly rows: readonly SheetRow[] }
  | { readonly is: 'end' }
  | { readonly is: 'failed'; readonly sentence: string }
