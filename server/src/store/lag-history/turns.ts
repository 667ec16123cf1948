import { setImmediate as nextTurn } from 'node:timers/promises'

/** Lets others have their turn, so that long work in small steps never keeps the event loop. */
export class Turns {
  readonly #sliceMs: number
  #since = performance.now()

  constructor(sliceMs = 6) {
    this.#sliceMs = sliceMs
  }

  /** Goes on at once while this turn is short. */
  async next(): Promise<void> {
    if (performance.now() - this.#since >= this.#sliceMs) await this.end()
  }

  /** Ends this turn. */
  async end(): Promise<void> {
    await nextTurn()
    this.#since = performance.now()
  }
}
