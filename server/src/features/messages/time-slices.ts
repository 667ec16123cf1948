import type { MessageKey } from './cursor-state.ts'
import type { NewestWindow, Stretch } from './newest-window.ts'
import { higherOf, lowerOf } from './offset-order.ts'
import { PartitionMap } from './partition-map.ts'
import type { ScanContext } from './scan-context.ts'
import { askTimeIndex } from './time-index.ts'
import type { TopRows } from './top-rows.ts'

/** A slice is expected to bring so many times the records that all slices before it had. */
const GROWTH = 3
/** Where a slice turned out empty, the next spans so many times its time. */
const EMPTY_GROWTH = 4n
/** Expected to be needed, and some more, since matches are not spread evenly. */
const MARGIN = 1.1
/** Times that a slice is made smaller because the broker's answer says it would be too large. */
const SHRINKS_MAX = 12
const SHRINK = 8n

/**
 * Cuts the past into slices of time, the newest first. The brokers' time index says where in each partition a slice
 * begins; once all of them are read down to there, nothing older can be newer than what the slice brought.
 */
export class TimeSlices {
  readonly #ctx: ScanContext
  readonly #top: TopRows
  /** Where the slice under way begins in time, and by that in each partition. */
  #time: bigint | null = null
  #from = new PartitionMap<bigint>()
  /** Where the slices begin that are read: no unread message is at or after this time. */
  #readTo: bigint | null = null
  #span = 0n
  #recordsBefore = 0
  #newest: bigint | null = null
  /** Times are so far out of order that no slice can be read at a bearable price. */
  #hopeless = false

  constructor(ctx: ScanContext, top: TopRows) {
    this.#ctx = ctx
    this.#top = top
  }

  /** How many of the rows found are certain to be the newest that are left. */
  certain(open: readonly NewestWindow[], last: MessageKey | null): number {
    if (this.#time !== null && this.#behind(open).length === 0) this.#readTo = this.#time
    const from = this.#readTo
    // Messages that come late must go out before all others, so none may turn up any more.
    if (from === null || (last !== null && from > last.timestamp)) return 0
    let count = 0
    for (const row of this.#top.values()) {
      if (row.late) return 0
      if (row.timestamp >= from) count += 1
    }
    return count
  }

  /** What to read next of the slice under way, or of a new one of `most` bytes; null where that one holds nothing unread. */
  async next(open: readonly NewestWindow[], bytes: number, most: number): Promise<Stretch[] | null> {
    if (open.length === 0) return []
    if (this.#time === null || this.#behind(open).length === 0) {
      if (this.#hopeless || !(await this.#begin(open, most))) {
        return open.map((window) => window.next(undefined, bytes))
      }
    }
    const behind = this.#behind(open)
    return behind.length === 0 ? null : behind.map((window) => window.next(this.#fromOf(window), bytes))
  }

  #behind(open: readonly NewestWindow[]): NewestWindow[] {
    return open.filter((window) => !window.settled && this.#fromOf(window) < window.low)
  }

  #fromOf(window: NewestWindow): bigint {
    return higherOf(this.#from.get(window) ?? window.low, window.logStart)
  }

  /** False where no slice can be cut: nothing with a time was read yet, or times are out of order. */
  async #begin(windows: readonly NewestWindow[], most: number): Promise<boolean> {
    const start = this.#time
    const time = this.#nextTime(windows)
    if (time === null) return false
    this.#readTo = start
    this.#recordsBefore = this.#ctx.tally.records
    let wanted = time
    for (let shrinks = 0; shrinks <= SHRINKS_MAX; shrinks += 1) {
      await this.#ask(windows, wanted)
      const bytes = windows.reduce((sum, window) => sum + this.#bytesOf(window), 0)
      if (bytes <= most) return true
      if (start === null || start - wanted <= 1n) break
      wanted = start - higherOf((start - wanted) / SHRINK, 1n)
    }
    this.#hopeless = true
    this.#time = null
    return false
  }

  async #ask(windows: readonly NewestWindow[], time: bigint): Promise<void> {
    const offsets =
      time < 0n ? windows.map(({ logStart }) => logStart) : await askTimeIndex(this.#ctx, windows, () => time)
    this.#span = (this.#readTo ?? this.#newest ?? time) - time
    this.#time = time
    this.#from = new PartitionMap(
      windows.map((window, at) => [window, lowerOf(offsets[at] ?? window.low, window.low)]),
    )
  }

  #bytesOf(window: NewestWindow): number {
    return Number(window.low - this.#fromOf(window)) * window.bytesPerOffset
  }

  /** The first slice takes every partition down to where the one lies that was read the least far back. */
  #nextTime(windows: readonly NewestWindow[]): bigint | null {
    const start = this.#time
    if (start === null) {
      const bottoms = windows.flatMap(({ bottomTime }) => bottomTime ?? [])
      if (bottoms.length === 0) return null
      const newest = windows.flatMap(({ topTime }) => topTime ?? [])
      this.#newest = newest.reduce(higherOf, 0n)
      return bottoms.reduce(higherOf)
    }
    const records = this.#ctx.tally.records - this.#recordsBefore
    const span = higherOf(this.#span, 1n)
    if (records === 0) return start - span * EMPTY_GROWTH
    const factor = Math.min(Math.max(this.#wanted() / records, 0.01), 64)
    return start - higherOf(BigInt(Math.ceil(Number(span) * factor)), 1n)
  }

  /** Records to look at before the page may be full, as far as those before foretell it. */
  #wanted(): number {
    const { records } = this.#ctx.tally
    const found = this.#top.found
    const most = records * GROWTH
    return found === 0 ? most : Math.min(most, ((this.#top.free * records) / found) * MARGIN + 1)
  }
}
