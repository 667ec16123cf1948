import { freeBytes } from '#records/free-bytes.ts'
import { judge } from './checked-walk.ts'
import { Lane } from './lane.ts'
import { comparePartitions } from './partition-map.ts'
import { type WalkedRecord, walkRecords } from './record-walk.ts'
import type { ScanContext } from './scan-context.ts'
import type { PlannedRange } from './scan-plan.ts'
import { reportTo } from './walk-notes.ts'

/** One partition of a forward scan: what was fetched of it, and what was found there and not given out yet. */
export class SearchLane {
  readonly range: PlannedRange
  readonly lane: Lane
  readonly #ctx: ScanContext
  readonly #found: WalkedRecord[] = []
  /** How far a chunk is searched that is not searched to its end: it is being judged, or the page was full. */
  #settled: bigint | null = null

  constructor(ctx: ScanContext, range: PlannedRange, bytes: { first: number; max: number }) {
    this.#ctx = ctx
    this.range = range
    this.lane = new Lane({
      id: range,
      from: range.start,
      end: range.end,
      lastStable: range.lastStable,
      fetchBytes: bytes.first,
      fetchBytesMax: bytes.max,
    })
  }

  /** Searches the next chunk that has arrived, but stops at `most` found: those end the page. */
  async search(most: number): Promise<void> {
    const chunk = this.lane.chunks.shift()
    if (chunk === undefined) return
    const { notes, tally, check } = this.#ctx
    const left: Buffer[] = []
    const walk = walkRecords(chunk, {
      end: this.lane.end,
      report: reportTo(notes, tally, this.range),
      check,
      // Without a check nothing is copied that is found.
      ...(check !== null && { left: check.verify === undefined ? freeBytes : (bytes) => left.push(bytes) }),
    })
    if (check?.verify !== undefined) {
      this.#settled = chunk.from
      for await (const { hits, last } of judge(
        this.#ctx,
        this.range,
        { walk, left },
        check.verify.bind(check),
      )) {
        this.#found.push(...hits.map(keep))
        this.#settled = last + 1n
        if (this.#found.length >= most) return
      }
      this.#settled = null
      this.#ctx.answers?.release(chunk.bytes)
      return
    }
    for (const walked of walk) {
      this.#found.push(check === null ? walked : keep(walked))
      if (this.#found.length < most) continue
      this.#settled = walked.record.offset + 1n
      return
    }
    this.#ctx.answers?.release(chunk.bytes)
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
    return this.head?.record.offset ?? this.#settled ?? this.lane.chunks[0]?.from ?? this.lane.fetchAt
  }
}

/** A copy that outlives the answer it was found in. */
function keep({ header, record, transaction }: WalkedRecord): WalkedRecord {
  const { offset, timestamp, key, value, headers, size } = record
  const copies = headers.map(({ key: name, keyBytes, value: held }) => ({
    key: name,
    ...(keyBytes !== undefined && { keyBytes: Buffer.from(keyBytes) }),
    value: copyOf(held),
  }))
  return {
    header,
    record: { offset, timestamp, key: copyOf(key), value: copyOf(value), headers: copies, size },
    transaction,
  }
}

function copyOf(bytes: Buffer | null): Buffer | null {
  return bytes === null ? null : Buffer.from(bytes)
}

/** By timestamp, then partition; each partition keeps its offset order whatever its timestamps. */
export function foundFirst(a: SearchLane, b: SearchLane): boolean {
  const [left, right] = [a.head?.record.timestamp ?? 0n, b.head?.record.timestamp ?? 0n]
  return left === right ? comparePartitions(a.range, b.range) < 0 : left < right
}
