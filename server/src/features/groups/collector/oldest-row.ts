import type { TimeLag } from '@sluice/shared/groups-state'
import { NO_TIME_LAG, oldestOf } from '../figures/time-lag.ts'
import type { LagMemory } from './lag-memory.ts'
import { isZero } from './offset-words.ts'
import { isSkewed, unpackTime } from './row-time.ts'

/** Finds the oldest unread record among rows, without an object for each. */
export class OldestRow {
  readonly #memory: LagMemory
  #row = -1
  #ms = -1
  #zero = false
  #skew = false
  /** There is a row whose age is not known. */
  unknown = false

  constructor(memory: LagMemory) {
    this.#memory = memory
  }

  /** Of a row whose lag is known. */
  add(row: number): void {
    const { timeMs, timeCode, words } = this.#memory.rows
    if (isZero(words.lag, row)) {
      this.#zero = true
      return
    }
    const ms = timeMs[row] ?? Number.NaN
    if (Number.isNaN(ms)) this.unknown = true
    else if (ms > this.#ms) {
      this.#row = row
      this.#ms = ms
    }
    this.#skew ||= isSkewed(timeCode[row] ?? 0)
  }

  oldest(asOf: number | null): TimeLag {
    const times: TimeLag[] = []
    const { timeCode } = this.#memory.rows
    if (this.#row >= 0) times.push(unpackTime(this.#ms, timeCode[this.#row] ?? 0, asOf))
    if (this.unknown) times.push(NO_TIME_LAG)
    if (this.#zero) times.push({ ...NO_TIME_LAG, ms: 0, method: 'zero', confidence: 'high', asOf })
    const oldest = oldestOf(times)
    return this.#skew && !oldest.clockSkew ? { ...oldest, clockSkew: true } : oldest
  }
}
