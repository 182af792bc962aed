import type { Item } from './item.ts'
import type { Counter } from './tally.ts'

/**
 * One row for each key: an invoice file names its customers again and again. What is kept is as large as the
 * list of customers, not as the file. Refusals pass through.
 */
export async function* distinct(
  batches: AsyncIterable<readonly Item[]>,
  which: 'first' | 'last',
  counter: Counter,
): AsyncGenerator<readonly Item[]> {
  const kept = new Map<string, Item>()
  for await (const batch of batches) {
    const refused: Item[] = []
    for (const item of batch) {
      if ('refusal' in item) refused.push(item)
      else {
        if (kept.has(item.key)) {
          counter.repeated++
          counter.taken--
        }
        if (which === 'last' || !kept.has(item.key)) kept.set(item.key, item)
      }
    }
    if (refused.length > 0) yield refused
  }
  const all = [...kept.values()]
  for (let at = 0; at < all.length; at += 1000) yield all.slice(at, at + 1000)
}
