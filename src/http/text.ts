import { Failure } from '#core/failure.ts'

/** Halves of a pair, and NUL: no text, and PostgreSQL keeps neither. */
const escaped = /\\u(?:0000|d[89a-f])/i

/** JSON that is text throughout, told by its escapes, so that only suspicious bodies are walked. */
export function mustBeWellFormed(json: string, value: unknown): void {
  if (escaped.test(json)) mustBeText(value)
}

/** Refuses what no person can have typed, wherever it stands; by a list, for depth is the sender's choice. */
export function mustBeText(value: unknown): void {
  const left = [value]
  while (left.length > 0) {
    const one = left.pop()
    if (typeof one === 'string' && (one.includes('\0') || !one.isWellFormed()))
      throw new Failure('invalid', 'The request holds a character that is no text. Remove it and try again.')
    if (typeof one === 'object' && one !== null) for (const pair of Object.entries(one)) left.push(...pair)
  }
}
