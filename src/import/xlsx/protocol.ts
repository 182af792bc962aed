/** What the reading thread is given, and what it answers to each question for more. */
export type Job = { readonly name: string; readonly path: string; readonly sheet: string | undefined }

export type SheetRow = { readonly line: number; readonly cells: readonly (string | number)[] }

export type Answer =
  /** `share` of the sheet, of 1, has been read. */
  | { readonly is: 'rows'; readonly rows: readonly SheetRow[]; readonly share: number }
  | { readonly is: 'end' }
  | { readonly is: 'failed'; readonly sentence: string }
