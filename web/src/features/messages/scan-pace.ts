import type { Frame } from '@sluice/shared/messages'

/** How far a scan is, and how fast it has been of late. */
export interface Pace {
  /** Offsets looked at, and offsets there are, over every request that reads on in the same scan. */
  done: bigint
  total: bigint
  recordsPerSecond: number | null
  /** Until the range is read or enough is found, whichever seems nearer; null while that cannot be told. */
  leftMs: number | null
}

type Progress = Frame<'progress'>

/** Speed is that of the last seconds: a scan slows down and speeds up with its brokers. */
const WINDOW_MS = 5_000
const LEAST_MS = 500
const SAMPLES_MAX = 100

/** Follows the progress of one scan, however many requests it takes. */
export class ScanPace {
  #samples: Progress[] = []
  #total: bigint | null = null

  /** A request reads on: its figures begin at nothing. */
  readOn(): void {
    this.#samples = []
  }

  /** `limit` is how many messages this request is to find. */
  take(progress: Progress, limit: number): Pace {
    const kept = this.#samples.filter(({ elapsedMs }) => progress.elapsedMs - elapsedMs <= WINDOW_MS)
    this.#samples = [...kept, progress].slice(-SAMPLES_MAX)
    const [done, total] = [BigInt(progress.offsetsDone), BigInt(progress.offsetsTotal)]
    const left = done < total ? total - done : 0n
    if (this.#total === null || this.#total < total) this.#total = total
    return { done: this.#total - left, total: this.#total, ...this.#speed(progress, left, limit) }
  }

  #speed(last: Progress, left: bigint, limit: number): Pick<Pace, 'recordsPerSecond' | 'leftMs'> {
    const first = this.#samples[0] ?? last
    const ms = last.elapsedMs - first.elapsedMs
    if (ms < LEAST_MS) return { recordsPerSecond: null, leftMs: null }
    const offsets = BigInt(last.offsetsDone) - BigInt(first.offsetsDone)
    const found = last.matched - first.matched
    const ways = [
      ...(offsets > 0n ? [(Number(left) / Number(offsets)) * ms] : []),
      ...(found > 0 ? [(Math.max(0, limit - last.matched) / found) * ms] : []),
    ]
    return {
      recordsPerSecond: ((last.records - first.records) / ms) * 1000,
      leftMs: ways.length === 0 ? null : Math.min(...ways),
    }
  }
}
