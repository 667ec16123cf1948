import { Lane } from './lane.ts'
import { type WalkedRecord, type WalkReport, walkRecords } from './record-walk.ts'
import type { PlannedRange } from './scan-plan.ts'

/** One partition of a forward scan: its fetched chunks as a stream with a head to look at. */
export class ForwardStream {
  readonly range: PlannedRange
  readonly lane: Lane
  readonly #report: WalkReport
  #walk: Generator<WalkedRecord, void, void> | null = null
  head: WalkedRecord | null = null

  constructor(range: PlannedRange, bytes: { first: number; max: number }, report: WalkReport) {
    this.range = range
    this.#report = report
    this.lane = new Lane({
      partition: range.partition,
      from: range.start,
      end: range.end,
      fetchBytes: bytes.first,
      fetchBytesMax: bytes.max,
    })
  }

  /** Steps to the next visible record that has arrived; false where more must be fetched first, or nothing is left. */
  advance(): boolean {
    for (;;) {
      const step = this.#walk?.next()
      if (step !== undefined && step.done !== true) {
        this.head = step.value
        return true
      }
      const chunk = this.lane.chunks.shift()
      if (chunk === undefined) {
        this.head = null
        this.#walk = null
        return false
      }
      this.#walk = walkRecords(chunk, { end: this.lane.end, report: this.#report })
    }
  }

  get ended(): boolean {
    return this.head === null && this.lane.chunks.length === 0 && !this.lane.fetchable
  }

  /** Whether the next chunk should be on its way while this one is merged: only once the first proved too small. */
  get wantsMore(): boolean {
    return this.lane.answers > 1 && this.lane.chunks.length === 0 && this.lane.fetchable
  }

  /** The first offset not returned yet. */
  get position(): bigint {
    return this.head?.record.offset ?? this.lane.chunks[0]?.from ?? this.lane.fetchAt
  }
}

/** Order of the merge: by timestamp, then partition; each partition keeps its offset order whatever its timestamps. */
export function comesFirst(a: ForwardStream, b: ForwardStream): boolean {
  const [left, right] = [a.head?.record.timestamp ?? 0n, b.head?.record.timestamp ?? 0n]
  return left === right ? a.range.partition < b.range.partition : left < right
}
