import { setImmediate as nextTurn } from 'node:timers/promises'

const SLICE_MS = 15

/** Lets others have their turn between steps of long work. */
export class Slices {
  #until = performance.now() + SLICE_MS

  /** Null while there is time left, so that a step costs no turn of its own. */
  pause(): Promise<void> | null {
    return performance.now() < this.#until ? null : this.#yield()
  }

  async #yield(): Promise<void> {
    await nextTurn()
    this.#until = performance.now() + SLICE_MS
  }
}
