/** How many rows may be given out now, when so many a second may be over time; what was saved up is for one second. */
export class RateBudget {
  readonly #perSecond: number
  #left: number
  #at: number

  /** `first` may be more than a second's: those that a tail begins with. */
  constructor(perSecond: number, now: number, first = 0) {
    this.#perSecond = perSecond
    this.#left = Math.max(perSecond, first)
    this.#at = now
  }

  /** Whole rows that may go out at `now`. */
  left(now: number): number {
    const earned = (Math.max(0, now - this.#at) / 1000) * this.#perSecond
    this.#at = now
    if (this.#left < this.#perSecond) this.#left = Math.min(this.#perSecond, this.#left + earned)
    return Math.floor(this.#left)
  }

  spend(rows: number): void {
    this.#left -= rows
  }
}
