const WINDOW_MS = 60_000
/** Sooner there is no telling. */
const LEAST_MS = 8_000
const STEP_MS = 2_000

/** Records and bytes a second over the last minute, where nothing was passed over in it. */
export class RateWindow {
  #steps: { at: number; records: number; bytes: number }[] = []
  #since: number | null = null

  add(at: number, records: number, bytes: number): void {
    // What has just come was written since the look before.
    this.#since ??= at - STEP_MS
    const last = this.#steps.at(-1)
    if (last !== undefined && at - last.at < STEP_MS) {
      last.records += records
      last.bytes += bytes
      return
    }
    this.#steps.push({ at, records, bytes })
    this.#steps = this.#steps.filter((step) => at - step.at < WINDOW_MS)
  }

  /** Something was passed over: what is counted begins anew. */
  broken(now: number): void {
    this.#steps = []
    this.#since = now
  }

  /** Null: not known yet. */
  perSecond(now: number): { records: number; bytes: number } | null {
    const spanMs = Math.min(WINDOW_MS, now - (this.#since ?? now))
    if (spanMs < LEAST_MS) return null
    let [records, bytes] = [0, 0]
    for (const step of this.#steps) {
      if (now - step.at >= spanMs) continue
      records += step.records
      bytes += step.bytes
    }
    return { records: (records * 1000) / spanMs, bytes: (bytes * 1000) / spanMs }
  }
}
