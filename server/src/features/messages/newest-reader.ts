import { setImmediate as breathe } from 'node:timers/promises'
import { freeBytes } from '#records/free-bytes.ts'
import { judge } from './checked-walk.ts'
import type { MessageKey } from './cursor-state.ts'
import { decodeMessage } from './decode-message.ts'
import { fetchRound } from './fetch-round.ts'
import { Lane } from './lane.ts'
import type { NewestWindow, Stretch } from './newest-window.ts'
import { NoteBook } from './note-book.ts'
import { higherOf } from './offset-order.ts'
import { PartitionMap } from './partition-map.ts'
import { type Chunk, type WalkedRecord, walkRecords } from './record-walk.ts'
import { RoundsAhead, roundsHeld } from './rounds-ahead.ts'
import type { ScanContext } from './scan-context.ts'
import { type RankedKey, TopRows } from './top-rows.ts'
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
  /** Times of the lowest batch and of the newest one. */
  bottomTime: bigint | null
  topTime: bigint | null
}

/** Reads stretches of windows and gathers the newest rows of all of them. */
export class NewestReader {
  readonly top: TopRows
  readonly #ctx: ScanContext
  readonly #limit: number
  readonly #last: MessageKey | null
  readonly #windows: PartitionMap<NewestWindow>

  constructor(ctx: ScanContext, windows: readonly NewestWindow[], limit: number, last: MessageKey | null) {
    this.#ctx = ctx
    this.#limit = limit
    this.#last = last
    this.#windows = new PartitionMap(windows.map((window) => [window, window]))
    this.top = new TopRows(limit)
  }

  /** A stretch that cannot be read to its end leaves its window as it was, and the partition missing. */
  async read(stretches: readonly Stretch[]): Promise<void> {
    for (let at = 0; at < stretches.length; at += TOGETHER_MAX) {
      await this.#readTogether(stretches.slice(at, at + TOGETHER_MAX))
    }
  }

  async #readTogether(stretches: readonly Stretch[]): Promise<void> {
    const { fetchBytes, bufferBytes } = this.#ctx.limits
    const most = Math.min(fetchBytes, (2 * bufferBytes) / (stretches.length * roundsHeld(this.#ctx)))
    const results = stretches.map((stretch) => this.#begin(stretch, Math.floor(most)))
    const lanes = results.map(({ lane }) => lane)
    const rounds = new RoundsAhead(this.#ctx, lanes, { fetch: () => fetchRound(this.#ctx, lanes), alone: 0 })
    while (lanes.some((lane) => lane.fetchable || lane.chunks.length > 0)) {
      const arrived = new Set(await rounds.next())
      for (const result of results) {
        if (!arrived.has(result.lane)) continue
        await this.#walk(result)
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
    const { lastStable } = window
    const lane = new Lane({ id: window, from, end: to, fetchBytes, fetchBytesMax, lastStable })
    const rows = new TopRows(this.#limit)
    return {
      stretch,
      lane,
      rows,
      notes: new NoteBook(),
      found: 0,
      left: null,
      bottomTime: null,
      topTime: null,
    }
  }

  async #walk(result: StretchResult): Promise<void> {
    const { lane } = result
    const { check } = this.#ctx
    const chunk = lane.chunks.shift()
    if (chunk === undefined) return
    const times = timesOf(chunk)
    result.bottomTime ??= times[0] ?? null
    result.topTime = times.reduce(higherOf, result.topTime ?? -1n)
    if (check?.verify === undefined) {
      // What is shown of a record is a copy.
      for (const walked of this.#candidates(result, chunk, freeBytes)) this.#consider(result, walked)
    } else {
      const left: Buffer[] = []
      const walk = this.#candidates(result, chunk, (bytes) => left.push(bytes))
      for await (const { hits } of judge(this.#ctx, lane, { walk, left }, check.verify.bind(check))) {
        for (const walked of hits) this.#consider(result, walked)
      }
    }
    this.#ctx.answers?.release(chunk.bytes)
  }

  /** What a chunk holds that earlier pages have not returned and that may have a place on this one. */
  *#candidates(
    result: StretchResult,
    chunk: Chunk,
    left: (bytes: Buffer) => void,
  ): Generator<WalkedRecord, void, void> {
    const { lane, notes } = result
    const report = {
      ...reportTo(notes, this.#ctx.tally, lane),
      skipped: (to: bigint, records: number) => {
        result.found += records
        leave(result, to)
      },
    }
    const skip = ({ maxTimestamp }: { maxTimestamp: bigint }) => this.#tooOld(maxTimestamp)
    const { check } = this.#ctx
    for (const walked of walkRecords(chunk, { end: lane.end, report, skip, check, left })) {
      const rank = this.#rankOf(result, walked)
      if (rank === null) continue
      result.found += 1
      if (this.top.accepts(rank) && result.rows.accepts(rank)) yield walked
      else leave(result, walked.record.offset)
    }
  }

  #rankOf({ lane, stretch }: StretchResult, { record }: WalkedRecord): RankedKey | null {
    const { topic, partition } = lane
    const { timestamp, offset } = record
    return stretch.window.rank({ timestamp, offset, topic, partition }, this.#last)
  }

  #consider(result: StretchResult, walked: WalkedRecord): void {
    const rank = this.#rankOf(result, walked)
    if (rank === null) return
    const { header, record, transaction } = walked
    const { previewBytes } = this.#ctx.limits
    const message = decodeMessage(rank.topic, rank.partition, header, record, previewBytes, transaction)
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
    window.topTime ??= result.topTime
    window.bottomTime = result.bottomTime ?? window.bottomTime
    if (result.left !== null) window.leave(result.left - 1n)
    this.#ctx.notes.merge(result.notes)
    for (const row of result.rows.sorted()) {
      const dropped = this.top.offer(row)
      if (dropped !== null) this.#windows.get(dropped)?.leave(dropped.offset)
    }
  }
}

function timesOf({ batches }: Chunk): bigint[] {
  return batches.flatMap((batch) => (batch.ok && !batch.header.control ? [batch.header.maxTimestamp] : []))
}

function leave(result: StretchResult, offset: bigint): void {
  if (result.left === null || offset >= result.left) result.left = offset + 1n
}
