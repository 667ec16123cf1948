import { setImmediate as breathe } from 'node:timers/promises'
import type { MessageKey } from './cursor-state.ts'
import { decodeMessage } from './decode-message.ts'
import { fetchRound } from './fetch-round.ts'
import { Lane } from './lane.ts'
import type { NewestWindow, Stretch } from './newest-window.ts'
import { NoteBook } from './note-book.ts'
import { type WalkedRecord, walkRecords } from './record-walk.ts'
import type { ScanContext } from './scan-context.ts'
import { TopRows } from './top-rows.ts'
import { reportTo } from './walk-notes.ts'

/** Stretches read at once: more would not fit the buffer at a useful size of fetch. */
export const TOGETHER_MAX = 64
/** What one stretch brought, kept apart until the whole of it is read. */
interface StretchResult {
  stretch: Stretch
  lane: Lane
  rows: TopRows
  notes: NoteBook
  found: number
  /** Above every record that found no place among the rows. */
  left: bigint | null
}

/** Reads stretches of windows and gathers the newest rows of all of them. */
export class NewestReader {
  readonly top: TopRows
  readonly #ctx: ScanContext
  readonly #limit: number
  readonly #last: MessageKey | null
  readonly #windows: ReadonlyMap<number, NewestWindow>

  constructor(ctx: ScanContext, windows: readonly NewestWindow[], limit: number, last: MessageKey | null) {
    this.#ctx = ctx
    this.#limit = limit
    this.#last = last
    this.#windows = new Map(windows.map((window) => [window.partition, window]))
    this.top = new TopRows(limit)
  }

  /** A stretch that cannot be read to its end leaves its window as it was, and the partition missing. */
  async read(stretches: readonly Stretch[]): Promise<void> {
    for (let at = 0; at < stretches.length; at += TOGETHER_MAX) {
      await this.#readTogether(stretches.slice(at, at + TOGETHER_MAX))
    }
  }

  async #readTogether(stretches: readonly Stretch[]): Promise<void> {
    const most = Math.min(this.#ctx.limits.fetchBytes, this.#ctx.limits.bufferBytes / stretches.length)
    const results = stretches.map((stretch) => this.#begin(stretch, Math.floor(most)))
    const lanes = results.map(({ lane }) => lane)
    let ahead: Promise<void> | null = null
    while (lanes.some((lane) => lane.fetchable || lane.chunks.length > 0)) {
      await (ahead ?? fetchRound(this.#ctx, lanes))
      const arrived = results.filter(({ lane }) => lane.chunks.length > 0)
      // What comes next is on its way while this is read; a failure of it is met by the next turn.
      ahead = fetchRound(this.#ctx, lanes)
      ahead.catch(() => {})
      for (const result of arrived) {
        this.#walk(result)
        await breathe(undefined, { signal: this.#ctx.stop.signal })
      }
    }
    for (const result of results) this.#commit(result)
  }

  #begin(stretch: Stretch, fetchBytesMax: number): StretchResult {
    const { window, from, to } = stretch
    const { firstFetchBytes } = this.#ctx.limits
    const guess = Math.ceil(Number(to - from) * window.bytesPerOffset * 1.1)
    const fetchBytes = Math.max(guess, firstFetchBytes)
    const lane = new Lane({ partition: window.partition, from, end: to, fetchBytes, fetchBytesMax })
    const rows = new TopRows(this.#limit)
    return { stretch, lane, rows, notes: new NoteBook(), found: 0, left: null }
  }

  #walk(result: StretchResult): void {
    const { lane, notes } = result
    const report = {
      ...reportTo(notes, this.#ctx.tally, lane.partition),
      skipped: (to: bigint, records: number) => {
        result.found += records
        leave(result, to)
      },
    }
    for (let chunk = lane.chunks.shift(); chunk !== undefined; chunk = lane.chunks.shift()) {
      const skip = ({ maxTimestamp }: { maxTimestamp: bigint }) => this.#tooOld(maxTimestamp)
      for (const walked of walkRecords(chunk, { end: lane.end, report, skip, matcher: this.#ctx.matcher }))
        this.#consider(result, walked)
    }
  }

  #consider(result: StretchResult, { header, record }: WalkedRecord): void {
    const { partition } = result.lane
    const { timestamp, offset } = record
    const rank = result.stretch.window.rank({ timestamp, offset, partition }, this.#last)
    if (rank === null) return
    result.found += 1
    if (!this.top.accepts(rank) || !result.rows.accepts(rank)) {
      leave(result, offset)
      return
    }
    const { topic, limits } = this.#ctx
    const message = decodeMessage(topic, partition, header, record, limits.previewBytes)
    const dropped = result.rows.offer({ ...rank, message })
    if (dropped !== null) leave(result, dropped.offset)
  }

  /** Judged by a batch's header: once the page is full of messages in time, older ones have no place. */
  #tooOld(maxTimestamp: bigint): boolean {
    const { worst } = this.top
    return this.top.full && worst !== undefined && !worst.late && maxTimestamp < worst.timestamp
  }

  #commit(result: StretchResult): void {
    const { lane, stretch } = result
    const { window } = stretch
    if (lane.movedStart !== null) window.logStart = lane.movedStart
    window.bytesRead += lane.bytes
    if (lane.fault !== null) {
      window.settled = true
      return
    }
    window.low = stretch.from
    window.found += result.found
    if (result.left !== null) window.leave(result.left - 1n)
    this.#ctx.notes.merge(result.notes)
    for (const row of result.rows.sorted()) {
      const dropped = this.top.offer(row)
      if (dropped !== null) this.#windows.get(dropped.partition)?.leave(dropped.offset)
    }
  }
}

function leave(result: StretchResult, offset: bigint): void {
  if (result.left === null || offset >= result.left) result.left = offset + 1n
}
