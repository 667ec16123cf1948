import { Lane } from './lane.ts'
import { type WalkedRecord, type WalkReport, walkRecords } from './record-walk.ts'
import type { PlannedRange } from './scan-plan.ts'
import type { TextMatcher } from './text-filter.ts'

/** One partition of a forward search: what was fetched of it, and what was found there and not given out yet. */
export class SearchLane {
  readonly range: PlannedRange
  readonly lane: Lane
  readonly #report: WalkReport
  readonly #matcher: TextMatcher
  readonly #found: WalkedRecord[] = []
  /** Where a search ended inside a chunk, because the page was full. */
  #stoppedAt: bigint | null = null

  constructor(
    range: PlannedRange,
    bytes: { first: number; max: number },
    search: { report: WalkReport; matcher: TextMatcher },
  ) {
    this.range = range
    this.#report = search.report
    this.#matcher = search.matcher
    this.lane = new Lane({
      partition: range.partition,
      from: range.start,
      end: range.end,
      fetchBytes: bytes.first,
      fetchBytesMax: bytes.max,
    })
  }

  /** Searches the next chunk that has arrived, but stops at `most` found: those end the page. */
  search(most: number): void {
    const chunk = this.lane.chunks.shift()
    if (chunk === undefined) return
    const options = { end: this.lane.end, report: this.#report, matcher: this.#matcher }
    for (const walked of walkRecords(chunk, options)) {
      this.#found.push(walked)
      if (this.#found.length < most) continue
      this.#stoppedAt = walked.record.offset + 1n
      return
    }
  }

  /** The first record found and not taken yet. */
  get head(): WalkedRecord | undefined {
    return this.#found[0]
  }

  take(): void {
    this.#found.shift()
  }

  get ended(): boolean {
    if (this.position >= this.range.end) return true
    return this.lane.fault !== null && this.head === undefined && this.lane.chunks.length === 0
  }

  /** The first offset not searched, or found there and not taken. */
  get position(): bigint {
    return this.head?.record.offset ?? this.#stoppedAt ?? this.lane.chunks[0]?.from ?? this.lane.fetchAt
  }
}

/** By timestamp, then partition; each partition keeps its offset order whatever its timestamps. */
export function foundFirst(a: SearchLane, b: SearchLane): boolean {
  const [left, right] = [a.head?.record.timestamp ?? 0n, b.head?.record.timestamp ?? 0n]
  return left === right ? a.range.partition < b.range.partition : left < right
}
