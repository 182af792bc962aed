/** Shares of credit and of ownership are whole millionths, so that thirds can be written and sums are exact. */
export const wholeShare = 1_000_000

export type PersonShare = { readonly person: string; readonly share: number }
