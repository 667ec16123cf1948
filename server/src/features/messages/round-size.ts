import type { ScanContext } from './scan-context.ts'

const LEAST_BYTES = 1024 * 1024
/** A reader that stops loses what it was reading: not more than this long. */
const ROUND_MS = 500
const ROUNDS_A_SLICE = 4

/** How much to read at a time of a scan whose stretches count only once they are read whole. */
export class RoundSize {
  readonly #ctx: ScanContext
  #bytes: number

  constructor(ctx: ScanContext) {
    this.#ctx = ctx
    this.#bytes = Math.min(8 * LEAST_BYTES, ctx.limits.stretchBytes)
  }

  get bytes(): number {
    return this.#bytes
  }

  /** What is looked at before any of it is shown may take a few rounds. */
  get sliceBytes(): number {
    return Math.min(this.#bytes * ROUNDS_A_SLICE, this.#ctx.limits.sliceBytes)
  }

  /** Learns from one round how much the next may ask for. */
  async measure(round: () => Promise<void>): Promise<void> {
    const { tally, limits } = this.#ctx
    const [began, before] = [performance.now(), tally.bytes]
    await round()
    const [ms, bytes] = [performance.now() - began, tally.bytes - before]
    // A small round says more of how long an answer takes than of how many bytes would come.
    if (bytes < LEAST_BYTES && ms < ROUND_MS) return
    const wanted = (bytes / ms) * ROUND_MS
    this.#bytes = Math.min(Math.max(wanted, LEAST_BYTES), limits.stretchBytes)
  }
}
