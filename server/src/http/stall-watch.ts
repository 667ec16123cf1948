/** Watches over a reader that takes one piece after the other, and says once when it has stopped to. */
export class StallWatch {
  readonly #late: () => void
  readonly #ms: number
  #timer: NodeJS.Timeout | undefined

  constructor(late: () => void, ms: number) {
    this.#late = late
    this.#ms = ms
  }

  /** A piece is ready: from now on it is the reader's turn. */
  handed(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#late, this.#ms)
    this.#timer.unref()
  }

  /** The reader asks for the next piece, or nothing more is to come. */
  taken(): void {
    clearTimeout(this.#timer)
  }
}
