/** Lower case, without accents, and without the marks by which column names differ: `Order_Date` is `orderdate`. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]/gu, '')
}

/**
 * How alike two words are once folded, 0 … 1: one less the edits that lead from one to the other, over the
 * longer one's length. Two neighbours swapped are one edit, for that is the commonest slip.
 */
export function likeness(a: string, b: string): number {
  const [from, to] = [fold(a), fold(b)]
  const longest = Math.max(from.length, to.length)
  return longest === 0 ? 0 : 1 - edits(from, to) / longest
}

/** The word most like it, for “did you mean”; undefined where none is near. The earlier one wins a tie. */
export function nearest(word: string, words: Iterable<string>, atLeast = 0.6): string | undefined {
  let best: { word: string; likeness: number } | undefined
  for (const candidate of words) {
    const alike = likeness(word, candidate)
    if (alike >= atLeast && alike > (best?.likeness ?? 0)) best = { word: candidate, likeness: alike }
  }
  return best?.word
}

/**
 * Fewest insertions, deletions, replacements and swaps of neighbours.
 * @see Damerau 1964, Commun. ACM 7; the restricted ("optimal string alignment") distance
 */
export function edits(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      current[column] = Math.min(
        last[column]! + 1,
        current[column - 1]! + 1,
        last[column - 1]! + (same ? 0 : 1),
        swapped ? beforeLast[column - 2]! + 1 : Infinity,
      )
    }
    beforeLast = last
    last = current
  }
  return last[b.length]!
}
