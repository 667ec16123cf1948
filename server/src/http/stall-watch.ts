/** Longer than anybody looks away from a dialog; whoever is gone for longer holds a place that others wait for. */
const STALL_MS = 5 * 60_000

/** Watches over a reader that takes one piece after the other, and says once when it has stopped to. */
export class StallWatch {
  readonly #late: () => void
  readonly #ms: number
  #timer: NodeJS.Timeout | undefined

  constructor(late: () => void, ms = STALL_MS) {
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
