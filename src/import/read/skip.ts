/** The text without its first physical lines (a report's title above the header). */
export function withoutLines(text: string, lines: number): string {
  let at = 0
  for (let n = 0; n < lines; n++) {
    const end = text.indexOf('\n', at)
    if (end === -1) return ''
    at = end + 1
  }
  return text.slice(at)
}

/** The same for chunks. */
export async function* skipLines(chunks: AsyncIterable<Buffer | string>, lines: number) {
  let left = lines
  for await (const chunk of chunks) {
    let from = 0
    for (; left > 0; left--) {
      const end = chunk.indexOf('\n', from)
      if (end === -1) break
      from = end + 1
    }
    if (left > 0) continue
    yield from === 0 ? chunk : typeof chunk === 'string' ? chunk.slice(from) : chunk.subarray(from)
  }
}
