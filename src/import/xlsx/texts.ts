const slab = 2 ** 20

/**
 * The table of texts that the cells of a workbook share, as bytes outside the heap: half a million strings would
 * take several times their length in it, and be walked by every collection.
 */
export class SharedTexts {
  private readonly slabs: Buffer[] = []
  private places = new Uint32Array(1024)
  private count = 0
  private end = 0

  /** Bytes that are held. */
  get size(): number {
    return this.slabs.reduce((sum, { length }) => sum + length, this.places.byteLength)
  }

  add(text: string): void {
    const length = Buffer.byteLength(text)
    if (this.count * 2 === this.places.length) {
      const more = new Uint32Array(this.places.length * 2)
      more.set(this.places)
      this.places = more
    }
    this.places[this.count * 2] = this.put(text, length)
    this.places[this.count * 2 + 1] = length
    this.count++
  }

  /** undefined: the table has no such place. */
  at(index: number): string | undefined {
    if (!(index >= 0 && index < this.count)) return undefined
    const [place, length] = [this.places[index * 2]!, this.places[index * 2 + 1]!]
    if (length === 0) return ''
    const start = place % slab
    return this.slabs[Math.floor(place / slab)]!.toString('utf8', start, start + length)
  }

  /** A text lies within one slab; one that is longer has a slab of its own, and the places after it that it covers. */
  private put(text: string, length: number): number {
    if (this.end + length > this.slabs.length * slab) {
      this.end = this.slabs.length * slab
      this.slabs.push(Buffer.allocUnsafeSlow(Math.max(slab, length)))
      for (let covered = slab; covered < length; covered += slab) this.slabs.push(Buffer.alloc(0))
    }
    const place = this.end
    if (length > 0) this.slabs[Math.floor(place / slab)]!.write(text, place % slab)
    this.end = length > slab ? this.slabs.length * slab : place + length
    return place
  }
}
