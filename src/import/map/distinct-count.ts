/**
 * How many different texts: a table of 52-bit hashes, 16 to 32 bytes each, instead of a million strings. Two of a
 * million texts share a hash once in about nine thousand files.
 */
export class DistinctCount {
  private table = new Float64Array(1024)
  count = 0

  add(text: string) {
    this.addHash(hashOf(text))
  }

  /** For whoever counts the same text in several places and hashes it once. */
  addHash(hash: number) {
    if (this.count * 2 >= this.table.length) this.grow()
    if (place(this.table, hash)) this.count++
  }

  private grow() {
    const larger = new Float64Array(this.table.length * 2)
    for (const value of this.table) if (value !== 0) place(larger, value)
    this.table = larger
  }
}

function place(table: Float64Array, value: number): boolean {
  for (let at = value % table.length; ; at = (at + 1) % table.length) {
    if (table[at] === value) return false
    if (table[at] === 0) {
      table[at] = value
      return true
    }
  }
}

/** cyrb53 (bryc, public domain), one bit shorter; never 0, which means a free place. */
export function hashOf(text: string): number {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return 4294967296 * (1048575 & b) + (a >>> 0) || 1
}
