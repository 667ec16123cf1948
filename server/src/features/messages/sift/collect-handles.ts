import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Handles that are left behind: some two megabytes, for a pause of a few milliseconds that nobody waits for. */
const HANDLES = 2_000

/**
 * Each decompression leaves a native handle of a kilobyte, which only a full collection lets go. A thread that decompresses
 * all the time has a heap so small that V8 sees no reason for one: a search then grew by a hundred megabytes.
 */
export class HandleCollector {
  readonly #collect: () => void
  #left = 0

  constructor() {
    setFlagsFromString('--expose-gc')
    this.#collect = runInNewContext('gc')
  }

  /** So many batches were decompressed: collects when it is time. */
  opened(batches: number): void {
    this.#left += batches
    if (this.#left < HANDLES) return
    this.#left = 0
    this.#collect()
  }
}
