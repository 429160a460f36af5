/**
 * Remembers on which line a key stood first, for a file of any length: 12 bytes per slot instead of the key itself. Keys are
 * compared by 64 bits of a hash; in a file of a million people two different ones meet with a chance of 1 in 30 million.
 */
export class SeenKeys {
  readonly #parts = Array.from({ length: PARTS }, () => new Part())

  /** The line where this key stood before, or undefined after remembering it for this line. */
  firstLineOf(key: string, line: number): number | undefined {
    const [high, low] = hash(key)
    return this.#parts[high % PARTS]?.firstLineOf(high, low, line)
  }
}

/** Each part grows by itself, so that the old and the new table of all keys are never there together. */
const PARTS = 64

class Part {
  #slots = 16
  #high = new Uint32Array(this.#slots)
  #low = new Uint32Array(this.#slots)
  #lines = new Uint32Array(this.#slots) // 0: the slot is free
  #count = 0

  firstLineOf(high: number, low: number, line: number): number | undefined {
    const slot = this.#find(high, low)
    if (this.#lines[slot] !== 0) return this.#lines[slot]
    this.#put(slot, high, low, line)
    this.#count++
    if (this.#count * 2 > this.#slots) this.#grow()
    return undefined
  }

  #find(high: number, low: number): number {
    let slot = low & (this.#slots - 1)
    while (this.#lines[slot] !== 0 && (this.#high[slot] !== high || this.#low[slot] !== low))
      slot = (slot + 1) & (this.#slots - 1)
    return slot
  }

  #put(slot: number, high: number, low: number, line: number): void {
    this.#high[slot] = high
    this.#low[slot] = low
    this.#lines[slot] = line
  }

  #grow(): void {
    const [high, low, lines] = [this.#high, this.#low, this.#lines]
    this.#slots *= 2
    this.#high = new Uint32Array(this.#slots)
    this.#low = new Uint32Array(this.#slots)
    this.#lines = new Uint32Array(this.#slots)
    lines.forEach((line, slot) => {
      if (line !== 0) this.#put(this.#find(high[slot] ?? 0, low[slot] ?? 0), high[slot] ?? 0, low[slot] ?? 0, line)
    })
  }
}

/** cyrb53 in its full width (public domain): two multiplicative hashes of 32 bits that mix each other at the end. */
function hash(key: string): [number, number] {
  let one = 0xdeadbeef
  let two = 0x41c6ce57
  for (let at = 0; at < key.length; at++) {
    const unit = key.charCodeAt(at)
    one = Math.imul(one ^ unit, 2654435761)
    two = Math.imul(two ^ unit, 1597334677)
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909)
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909)
  return [one >>> 0, two >>> 0]
}
