import { checkCalls } from '../expression/compile.ts'
import { parseExpression } from '../expression/parse.ts'
import { type Node, SyntaxSlip } from '../expression/syntax.ts'

/**
 * What stands behind a field. A text that is a column's whole name is that column, whatever it looks like
 * (`*InvoiceNo`, `Date (UTC)`), so what reads as nonsense is only refused once the columns are known.
 */
export type Formula =
  | { readonly text: string; readonly node: Node }
  | { readonly text: string; readonly slip: string }

export function formula(text: string): Formula {
  try {
    const node = parseExpression(text)
    checkCalls(node)
    return { text, node }
  } catch (error) {
    if (error instanceof SyntaxSlip) return { text, slip: error.message }
    throw error
  }
}

/** A fixed value, not an expression. */
export const constant = (text: string): Formula => ({ text, node: { is: 'text', text } })

/** Whether a text that reads as nonsense could at least be a column's name. */
export const couldBeColumn = (text: string) => !/['"[\]<>=&]/.test(text) && text.length < 100

/** The file's own columns anywhere in expressions; those of a lookup are another file's. */
export function columnsIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return []
  const node = part as { is?: string; name?: string; of?: unknown }
  if (node.is === 'column' && typeof node.name === 'string') return node.of === undefined ? [node.name] : []
  return Object.values(part).flatMap(columnsIn)
}
