/** Chooses `part` of `total` in equal steps, when it is known beforehand how many there are. */
export class EvenShare {
  readonly #total: number
  readonly #part: number
  #owed: number

  constructor(total: number, part: number) {
    this.#total = Math.max(total, 1)
    this.#part = Math.min(part, this.#total)
    this.#owed = this.#total / 2
  }

  /** Whether any of the next `count` would be chosen; where none is, they are passed over. */
  skips(count: number): boolean {
    const owed = this.#owed + this.#part * count
    if (owed >= this.#total) return false
    this.#owed = owed
    return true
  }

  /** Whether the next one is chosen. */
  takes(): boolean {
    this.#owed += this.#part
    if (this.#owed < this.#total) return false
    this.#owed -= this.#total
    return true
  }
}
