/** What may be saved up, in seconds of the budget. */
const SAVED_S = 2
/** Less than this is not worth a request: a broker sends at least one whole batch. */
const WORTH_BYTES = 16_384

/**
 * How many bytes of records may be fetched, for all that read records of one cluster together. A broker may send more
 * than was asked for: what came is taken off, and then there is nothing until the time has paid for it.
 */
export class ByteBudget {
  readonly perSecond: number
  readonly #now: () => number
  #saved: number
  #at: number

  constructor(perSecond: number, now: () => number = Date.now) {
    this.perSecond = perSecond
    this.#now = now
    this.#saved = perSecond * SAVED_S
    this.#at = now()
  }

  /** What may be asked for now; 0: nothing. */
  available(): number {
    const now = this.#now()
    const earned = (Math.max(0, now - this.#at) / 1000) * this.perSecond
    this.#saved = Math.min(this.perSecond * SAVED_S, this.#saved + earned)
    this.#at = now
    return this.#saved < Math.min(WORTH_BYTES, this.perSecond) ? 0 : Math.floor(this.#saved)
  }

  spent(bytes: number): void {
    this.#saved -= bytes
  }
}
