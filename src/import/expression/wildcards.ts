/** Beyond one look at each character; a million take a few milliseconds. */
const steps = 1_000_000

/**
 * Whether the whole text fits a pattern of `*` and `?`, by two pointers (Krauss 2008). At worst that takes
 * text × pattern steps, and two long columns against each other stop everything else for minutes: so it gives up.
 */
export function fits(text: string, pattern: string): boolean | undefined {
  let left = steps + text.length
  let t = 0
  let p = 0
  let star = -1
  let mark = 0
  while (t < text.length) {
    if (--left < 0) return undefined
    if (pattern[p] === '*') {
      star = p++
      mark = t
    } else if (pattern[p] === '?' || (p < pattern.length && pattern[p] === text[t])) {
      p++
      t++
    } else if (star >= 0) {
      p = star + 1
      t = ++mark
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}
