/** Of so many records the share of failures is taken. */
const WINDOW = 1000
/** At the beginning one failure is not yet all there is. */
const LEAST = 100

/** Whether too many of the last records failed. */
export class ErrorShare {
  readonly #maxShare: number
  readonly #failed = new Uint8Array(WINDOW)
  #at = 0
  #seen = 0
  #failures = 0

  constructor(maxShare: number) {
    this.#maxShare = maxShare
  }

  count(records: number, failed: boolean): void {
    for (let left = Math.min(records, WINDOW); left > 0; left -= 1) {
      this.#failures += (failed ? 1 : 0) - (this.#failed[this.#at] ?? 0)
      this.#failed[this.#at] = failed ? 1 : 0
      this.#at = (this.#at + 1) % WINDOW
    }
    this.#seen += records
  }

  get exceeded(): boolean {
    if (this.#failures === 0) return false
    return this.#failures / Math.max(LEAST, Math.min(this.#seen, WINDOW)) > this.#maxShare
  }

  /** For people. */
  get words(): string {
    return `${this.#failures} of the last ${Math.min(this.#seen, WINDOW)} records failed`
  }
}
