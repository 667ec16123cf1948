import type { Frame } from '@sluice/shared/messages'

/** How far a scan is, and how fast it has been of late. */
export interface Pace {
  /** Offsets looked at, and offsets there are, over every request that reads on in the same scan. */
  done: bigint
  total: bigint
  recordsPerSecond: number | null
  bytesPerSecond: number | null
  /** Until the range is read or enough is found, whichever seems nearer; null while that cannot be told. */
  leftMs: number | null
}

/** Follows the progress of one scan, however many requests it takes. */
export class ScanPace {
  #total: bigint | null = null

  take({
    offsetsDone,
    offsetsTotal,
    recordsPerSecond,
    bytesPerSecond,
    etaMs,
  }: Pick<
    Frame<'progress'>,
    'offsetsDone' | 'offsetsTotal' | 'recordsPerSecond' | 'bytesPerSecond' | 'etaMs'
  >): Pace {
    const [done, total] = [BigInt(offsetsDone), BigInt(offsetsTotal)]
    const left = done < total ? total - done : 0n
    if (this.#total === null || this.#total < total) this.#total = total
    return {
      done: this.#total - left,
      total: this.#total,
      recordsPerSecond,
      bytesPerSecond,
      leftMs: etaMs,
    }
  }
}
