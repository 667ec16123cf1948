import type { ScanTally } from './scan-context.ts'
import type { Coverage } from './scan-plan.ts'

/** Speed is that of the last seconds: a scan slows down and speeds up with its brokers. */
const WINDOW_MS = 5_000
const LEAST_MS = 500
const SAMPLES_MAX = 64

interface Sample {
  at: number
  records: number
  bytes: number
  matched: number
  done: bigint
}

export interface Rate {
  recordsPerSecond: number | null
  bytesPerSecond: number | null
  etaMs: number | null
}

/** How fast a scan is, and by that how long it will take. */
export class ScanRate {
  #samples: Sample[] = []

  /** `left` is what there is to look at yet, `missing` how many messages the page lacks. */
  take(now: number, tally: ScanTally, progress: { done: bigint; total: bigint }, missing: number): Rate {
    const { records, bytes, matched } = tally
    const last = { at: now, records, bytes, matched, done: progress.done }
    const kept = this.#samples.filter(({ at }) => now - at <= WINDOW_MS)
    this.#samples = [...kept, last].slice(-SAMPLES_MAX)
    const first = this.#samples[0] ?? last
    const ms = last.at - first.at
    if (ms < LEAST_MS) return { recordsPerSecond: null, bytesPerSecond: null, etaMs: null }
    const perSecond = (count: number) => Math.round((count / ms) * 1000)
    const offsets = last.done - first.done
    const found = last.matched - first.matched
    const ways = [
      ...(offsets > 0n ? [(Number(progress.total - progress.done) / Number(offsets)) * ms] : []),
      ...(found > 0 ? [(missing / found) * ms] : []),
    ]
    return {
      recordsPerSecond: perSecond(last.records - first.records),
      bytesPerSecond: perSecond(last.bytes - first.bytes),
      etaMs: ways.length === 0 ? null : Math.round(Math.min(...ways)),
    }
  }
}

/** Offsets done, and all there are. */
export function sumCoverage(lanes: readonly Coverage[]): { done: bigint; total: bigint } {
  let [done, total] = [0n, 0n]
  for (const { from, to, size } of lanes) {
    done += to - from
    total += size
  }
  return { done, total: total > done ? total : done }
}
